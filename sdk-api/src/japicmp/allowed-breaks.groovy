// Breaks of the SPI since the last release that were decided on, for `mvn -Papi-diff`: see VERSIONING.md. One line each,
// with the reason as a comment: 'dev.laurel.spi.Type' for a whole type, 'dev.laurel.spi.Type#method' for all methods,
// 'dev.laurel.spi.Type#CONSTANT' for a field of that name. Empty it when a release is made.
def allowed = [
] as Set

jApiClasses.removeIf { it.fullyQualifiedName in allowed }
jApiClasses.each { type ->
    type.methods.removeIf { (type.fullyQualifiedName + '#' + it.name) in allowed }
    type.fields.removeIf { (type.fullyQualifiedName + '#' + it.name) in allowed }
}
return jApiClasses
