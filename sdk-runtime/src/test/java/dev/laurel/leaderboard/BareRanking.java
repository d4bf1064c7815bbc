package dev.laurel.leaderboard;

/** A ranking without what leads to it: changes go in as they are, in groups, and nothing is told apart by period or topic. */
public final class BareRanking {
    private final Addition addition;
    private final int[] subjects = new int[Ranking.GROUP];
    private final long[] more = new long[Ranking.GROUP];
    private int waiting;

    @FunctionalInterface
    private interface Addition {
        void add(int[] subjects, long[] more, int count);
    }

    private BareRanking(Addition addition) {
        this.addition = addition;
    }

    /** {@return the tree alone} */
    public static BareRanking tree() {
        return new BareRanking(new RankTree()::add);
    }

    /** {@return the tree behind the lock that readers look at} */
    public static BareRanking locked() {
        return new BareRanking(new Ranking()::add);
    }

    /**
     * Adds to scores.
     *
     * @param whom the subjects
     * @param amounts what to add to each
     */
    public void add(int[] whom, int[] amounts) {
        for (int i = 0; i < whom.length; i++) {
            if (waiting == subjects.length || isWaiting(whom[i])) {
                flush();
            }
            subjects[waiting] = whom[i];
            more[waiting++] = amounts[i];
        }
        flush();
    }

    private boolean isWaiting(int subject) {
        for (int i = 0; i < waiting; i++) {
            if (subjects[i] == subject) {
                return true;
            }
        }
        return false;
    }

    private void flush() {
        addition.add(subjects, more, waiting);
        waiting = 0;
    }
}
