package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.Company;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.stage.Stage;
import dev.laurel.samplehost.web.Visit;
import java.util.Optional;

/**
 * Where a visitor is, and as whom. Templates call what is public.
 *
 * @param visit the request
 * @param stage the company
 * @param person who they are; empty for a guest
 * @param id what the page is about; empty if nothing in particular
 */
record Place(Visit visit, Stage stage, Optional<Person> person, String id) {

    public Company company() {
        return stage.company();
    }

    /** {@return who they are, as addresses say it} */
    public String who() {
        return person.map(Person::id).orElse(Portals.GUEST);
    }

    /** {@return the beginning of all addresses of this company, for this visitor} */
    public String base() {
        return base(company(), who());
    }

    static String base(Company company, String who) {
        return "/c/" + company.id() + "/as/" + Visit.encoded(who);
    }

    /** {@return a link within the portal} */
    public String href(String to) {
        return visit.href(base() + to);
    }
}
