package dev.laurel.log;

import dev.laurel.log.ActivityFact.ObjectFact;
import java.util.HashMap;
import java.util.Map;

/** How an activity is written in a segment. */
final class ActivityCodec {
    private static final int HAS_OBJECT = 1;
    private static final int HAS_AMOUNT = 2;
    private static final int HAS_ATTRIBUTES = 4;
    private static final int WITHDRAWS = 8;
    private static final int SAYS = 16;
    private static final int HAS_SEQUENCE = 32;
    private static final int HAS_REVISION = 64;

    private ActivityCodec() {}

    static void write(ActivityFact fact, long time, Bytes out) {
        int flags = (fact.object >= 0 ? HAS_OBJECT : 0)
                | (fact.hasAmount ? HAS_AMOUNT : 0)
                | (fact.attributes.isEmpty() ? 0 : HAS_ATTRIBUTES)
                | (fact.withdraws ? WITHDRAWS : 0)
                | (fact.says != null ? SAYS : 0)
                | (fact.sequence != 0 ? HAS_SEQUENCE : 0)
                | (fact.revision != 0 ? HAS_REVISION : 0);
        out.put(flags);
        out.putVar(fact.number);
        out.putLong(fact.idHigh);
        out.putLong(fact.idLow);
        out.putLong(fact.digest);
        out.putVar(fact.type);
        out.putVar(fact.source);
        out.putSigned(fact.at - time);
        out.putVar(fact.roles.length);
        for (int i = 0; i < fact.roles.length; i++) {
            out.putVar(fact.roles[i]);
            out.putVar(fact.identities[i]);
        }
        if (fact.object >= 0) {
            out.putVar(fact.object);
            out.putVar(fact.previousOfObject);
        }
        if (fact.hasAmount) {
            out.putSigned(fact.amount);
        }
        if (fact.sequence != 0) {
            out.putSigned(fact.sequence);
        }
        if (fact.revision != 0) {
            out.putSigned(fact.revision);
            out.putSigned(fact.replaces);
        }
        if (fact.withdraws) {
            out.putLong(fact.withdrawsHigh);
            out.putLong(fact.withdrawsLow);
            out.putSigned(fact.withdrawn);
        }
        if (fact.says != null) {
            writeObject(fact.says, out);
        }
        if (!fact.attributes.isEmpty()) {
            writeAttributes(fact.attributes, out);
        }
    }

    static ActivityFact read(BytesReader in, long time, long place) {
        ActivityFact fact = new ActivityFact();
        int flags = in.get();
        fact.place = place;
        fact.number = in.getVar();
        fact.idHigh = in.getLong();
        fact.idLow = in.getLong();
        fact.digest = in.getLong();
        fact.type = in.getInt();
        fact.source = in.getInt();
        fact.at = in.getSigned() + time;
        int named = in.getInt();
        if (named > 0) {
            fact.roles = new int[named];
            fact.identities = new int[named];
            for (int i = 0; i < named; i++) {
                fact.roles[i] = in.getInt();
                fact.identities[i] = in.getInt();
            }
        }
        if ((flags & HAS_OBJECT) != 0) {
            fact.object = in.getInt();
            fact.previousOfObject = in.getVar();
        }
        if ((flags & HAS_AMOUNT) != 0) {
            fact.hasAmount = true;
            fact.amount = in.getSigned();
        }
        if ((flags & HAS_SEQUENCE) != 0) {
            fact.sequence = in.getSigned();
        }
        if ((flags & HAS_REVISION) != 0) {
            fact.revision = in.getSigned();
            fact.replaces = in.getSigned();
        }
        if ((flags & WITHDRAWS) != 0) {
            fact.withdraws = true;
            fact.withdrawsHigh = in.getLong();
            fact.withdrawsLow = in.getLong();
            fact.withdrawn = in.getSigned();
        }
        if ((flags & SAYS) != 0) {
            fact.says = readObject(in);
        }
        if ((flags & HAS_ATTRIBUTES) != 0) {
            fact.attributes = readAttributes(in);
        }
        return fact;
    }

    private static void writeObject(ObjectFact says, Bytes out) {
        out.putSigned(says.type);
        out.putSigned(says.parent);
        out.putSigned(says.author);
        out.put(says.authorless ? 1 : 0);
        out.putSigned(says.state);
        out.putVar(says.topics.length);
        for (int topic : says.topics) {
            out.putVar(topic);
        }
    }

    private static ObjectFact readObject(BytesReader in) {
        ObjectFact says = new ObjectFact();
        says.type = (int) in.getSigned();
        says.parent = (int) in.getSigned();
        says.author = (int) in.getSigned();
        says.authorless = in.get() == 1;
        says.state = (int) in.getSigned();
        int topics = in.getInt();
        if (topics > 0) {
            says.topics = new int[topics];
            for (int i = 0; i < topics; i++) {
                says.topics[i] = in.getInt();
            }
        }
        return says;
    }

    private static void writeAttributes(Map<String, Object> attributes, Bytes out) {
        out.putVar(attributes.size());
        attributes.forEach((key, value) -> {
            out.putText(key);
            if (value instanceof String text) {
                out.put(0);
                out.putText(text);
            } else if (value instanceof Long number) {
                out.put(1);
                out.putSigned(number);
            } else if (value instanceof Double number) {
                out.put(2);
                out.putLong(Double.doubleToLongBits(number));
            } else {
                out.put(Boolean.TRUE.equals(value) ? 4 : 3);
            }
        });
    }

    private static Map<String, Object> readAttributes(BytesReader in) {
        int count = in.getInt();
        Map<String, Object> attributes = new HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            String key = in.getText();
            int kind = in.get();
            Object value = switch (kind) {
                case 0 -> in.getText();
                case 1 -> in.getSigned();
                case 2 -> Double.longBitsToDouble(in.getLong());
                default -> kind == 4;
            };
            attributes.put(key, value);
        }
        return attributes;
    }
}
