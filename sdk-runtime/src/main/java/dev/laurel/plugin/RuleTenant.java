package dev.laurel.plugin;

import dev.laurel.plugin.RuleBook.Home;
import dev.laurel.spi.Extension;
import dev.laurel.spi.config.InvalidConfigException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of rules that a community selects, under the plugins of a moment: it can be made, or there is something against it.
 *
 * @param home where its rules work
 * @param selection what is selected
 * @param extension the extension, null if it is not there
 * @param context what it is lent, null if something is against it
 * @param absence why it is not there although it may come, empty if it is there
 * @param problems what is wrong with the selection
 */
record RuleTenant(
        Home home,
        Selection selection,
        @Nullable LoadedExtension extension,
        @Nullable InstanceContext context,
        String absence,
        List<String> problems) {

    static RuleTenant of(PluginCatalog catalog, Home home, Selection selection) {
        LoadedExtension extension;
        try {
            extension = catalog.extension(selection.extension());
        } catch (IllegalArgumentException e) {
            String sentence = "community " + home.community() + ": " + Reason.messageOf(e);
            return home.lenient()
                    ? new RuleTenant(home, selection, null, null, Reason.messageOf(e), List.of())
                    : new RuleTenant(home, selection, null, null, "", List.of(sentence));
        }
        try {
            if (extension.kind() != Extension.Kind.REWARD_RULES) {
                String sentence = "community " + home.community() + ": " + extension.notA(Extension.Kind.REWARD_RULES);
                return new RuleTenant(home, selection, extension, null, "", List.of(sentence));
            }
            InstanceContext context = InstanceContext.of(extension, selection, home.community(), home.clock());
            return new RuleTenant(home, selection, extension, context, "", List.of());
        } catch (InvalidConfigException e) {
            return new RuleTenant(home, selection, extension, null, "", e.problems());
        }
    }

    /**
     * Makes the rules.
     *
     * @return the rules, or why they are not there
     * @throws InvalidConfigException with what the factory finds wrong with the settings as a whole
     */
    RuleSet make() {
        if (extension == null || context == null) {
            return RuleSet.absent(selection.extension(), absence);
        }
        return RuleSet.made(extension, context, Discretion.of(extension, selection), home.errand());
    }

    /** {@return whether a set is what this would make, and need not be made again} */
    boolean isSettled(RuleSet before) {
        return extension == null
                ? before.extension() == null && before.missing().contains(absence)
                : before.extension() == extension;
    }

    /** {@return the rules that take the place of those before; those before, if these do not take their settings} */
    RuleSet follow(RuleSet before) {
        List<String> against = problems;
        if (against.isEmpty()) {
            try {
                return make();
            } catch (InvalidConfigException e) {
                against = e.problems();
            }
        }
        String told = String.join(" | ", against);
        LoadedExtension old = before.extension();
        return old == null
                ? RuleSet.absent(selection.extension(), told)
                : before.kept("version " + old.plugin().version() + " of " + selection.extension()
                        + " goes on, because the new one cannot take its place: " + told);
    }
}
