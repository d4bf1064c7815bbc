package dev.laurel.leaderboard;

/** The shape of a {@link RankTree}: which leaf comes after which, and how leaves and nodes split and merge. */
final class Trunk {
    // Two thirds: fewer than that, and it is seen whether three leaves fit into two.
    private static final int FEW_ENTRIES = 41;
    private static final int ROOMY = 56;
    private static final int FEW_CHILDREN = 28;
    // What leaves that become one, or two, hold at the most: a little less than they could, or they would split at
    // once.
    private static final int MERGED = 58;

    final Leaves leaves;
    final Branches branches = new Branches();
    private int root;
    private int levels = 1;

    Trunk(Leaves leaves) {
        this.leaves = leaves;
        root = branches.add();
        int first = leaves.add();
        branches.insert(root, 0, first);
        branches.set(root, 0, Long.MAX_VALUE, 0);
        leaves.parent(first, root, 0);
    }

    int root() {
        return root;
    }

    int levels() {
        return levels;
    }

    /** {@return the leaf in which a score would stand} */
    int leafFor(long score, int subject) {
        return leafFor(nodeFor(score, subject), score, subject);
    }

    /** {@return the node just above the leaves in which a score would stand} */
    int nodeFor(long score, int subject) {
        int node = root;
        for (int level = levels; level > 1; level--) {
            node = branches.child(node, branches.slot(node, score, subject));
        }
        return node;
    }

    /** {@return the leaf of such a node in which a score would stand} */
    int leafFor(int node, long score, int subject) {
        return branches.child(node, branches.slot(node, score, subject));
    }

    /** {@return the leaf after a leaf, or -1} */
    int next(int leaf) {
        int node = leaves.parent(leaf);
        int slot = leaves.slot(leaf);
        int level = 1;
        for (; slot + 1 == branches.size(node); level++) {
            slot = branches.slot(node);
            node = branches.parent(node);
            if (node == Leaves.NONE) {
                return Leaves.NONE;
            }
        }
        int below = branches.child(node, slot + 1);
        for (; level > 1; level--) {
            below = branches.child(below, 0);
        }
        return below;
    }

    /** {@return the leaf before a leaf, or -1} */
    int previous(int leaf) {
        int node = leaves.parent(leaf);
        int slot = leaves.slot(leaf);
        int level = 1;
        for (; slot == 0; level++) {
            slot = branches.slot(node);
            node = branches.parent(node);
            if (node == Leaves.NONE) {
                return Leaves.NONE;
            }
        }
        int below = branches.child(node, slot - 1);
        for (; level > 1; level--) {
            below = branches.child(below, branches.size(below) - 1);
        }
        return below;
    }

    /** {@return whether an entry is the first one of its score} */
    boolean begins(int leaf, int position) {
        long score = leaves.score(leaf, position);
        if (position > 0) {
            return leaves.score(leaf, position - 1) != score;
        }
        int before = previous(leaf);
        return before == Leaves.NONE || leaves.score(before, leaves.size(before) - 1) != score;
    }

    /** Notes on the way up that a leaf holds more, or fewer. */
    void note(int leaf, int count, int changes) {
        int slot = leaves.slot(leaf);
        for (int node = leaves.parent(leaf); node != Leaves.NONE; node = branches.parent(node)) {
            branches.add(node, slot, count, changes);
            slot = branches.slot(node);
        }
    }

    /** {@return a new leaf beside one that is too far from a score: before it if the score is higher, else after it} */
    int beside(int leaf, long score, int subject) {
        int node = roomyParent(leaf);
        int slot = leaves.slot(leaf);
        int added = leaves.add();
        if (score > leaves.score(leaf, 0)) {
            branches.insert(node, slot, added);
            branches.set(node, slot, branches.firstScore(node, slot + 1), branches.firstSubject(node, slot + 1));
            branches.set(node, slot + 1, leaves.score(leaf, 0), leaves.subject(leaf, 0));
        } else {
            branches.insert(node, slot + 1, added);
            branches.set(node, slot + 1, score, subject);
        }
        adopt(node, 1, slot);
        leaves.admits(added, score);
        return added;
    }

    /** Makes room in a full leaf: a neighbour takes some of its entries, or a new leaf does. */
    void makeRoom(int leaf) {
        int node = leaves.parent(leaf);
        int slot = leaves.slot(leaf);
        if (slot + 1 < branches.size(node) && giveRight(node, slot)) {
            return;
        }
        if (slot > 0 && giveLeft(node, slot)) {
            return;
        }
        node = roomyParent(leaf);
        slot = leaves.slot(leaf);
        int right = leaves.add();
        int count = Leaves.ROOM / 2;
        leaves.moveRight(leaf, right, count);
        branches.insert(node, slot + 1, right);
        adopt(node, 1, slot + 1);
        moved(node, slot, count);
    }

    private boolean giveRight(int node, int slot) {
        int leaf = branches.child(node, slot);
        int right = branches.child(node, slot + 1);
        int count = (leaves.size(leaf) - leaves.size(right)) / 2;
        if (leaves.size(right) > ROOMY || !leaves.moveRight(leaf, right, count)) {
            return false;
        }
        moved(node, slot, count);
        return true;
    }

    private boolean giveLeft(int node, int slot) {
        int leaf = branches.child(node, slot);
        int left = branches.child(node, slot - 1);
        int count = (leaves.size(leaf) - leaves.size(left)) / 2;
        if (leaves.size(left) > ROOMY || !leaves.moveLeft(leaf, left, count)) {
            return false;
        }
        moved(node, slot - 1, -count);
        return true;
    }

    /** Entries have moved from the leaf at a slot to the next one, or if fewer than none, the other way. */
    private void moved(int node, int slot, int count) {
        int right = branches.child(node, slot + 1);
        int changes = leaves.changes(right) + (begins(right, 0) ? 1 : 0) - branches.changes(node, slot + 1);
        branches.set(node, slot + 1, leaves.score(right, 0), leaves.subject(right, 0));
        branches.add(node, slot, -count, -changes);
        branches.add(node, slot + 1, count, changes);
    }

    /** {@return the parent of a leaf, after it has been split if it was full} */
    private int roomyParent(int leaf) {
        int node = leaves.parent(leaf);
        if (branches.size(node) == Branches.ROOM) {
            split(node, 1);
        }
        return leaves.parent(leaf);
    }

    private void split(int node, int level) {
        int parent = branches.parent(node);
        if (parent == Leaves.NONE) {
            parent = branches.add();
            branches.insert(parent, 0, node);
            branches.set(parent, 0, Long.MAX_VALUE, 0);
            branches.add(parent, 0, branches.count(node), branches.changes(node));
            branches.parent(node, parent, 0);
            root = parent;
            levels++;
        } else if (branches.size(parent) == Branches.ROOM) {
            split(parent, level + 1);
            parent = branches.parent(node);
        }
        int right = branches.add();
        branches.moveRight(node, right, Branches.ROOM / 2);
        adopt(right, level, 0);
        int slot = branches.slot(node);
        branches.insert(parent, slot + 1, right);
        adopt(parent, level + 1, slot + 1);
        branches.set(parent, slot + 1, branches.firstScore(right, 0), branches.firstSubject(right, 0));
        branches.add(parent, slot + 1, branches.count(right), branches.changes(right));
        branches.add(parent, slot, -branches.count(right), -branches.changes(right));
    }

    /** Tells the children of a node, from a slot on, where they are. */
    private void adopt(int node, int level, int from) {
        for (int slot = from; slot < branches.size(node); slot++) {
            if (level == 1) {
                leaves.parent(branches.child(node, slot), node, slot);
            } else {
                branches.parent(branches.child(node, slot), node, slot);
            }
        }
    }

    /** After entries left a leaf: it goes, or becomes one with a neighbour, if it holds few. */
    void shrink(int leaf) {
        if (leaves.size(leaf) >= FEW_ENTRIES) {
            return;
        }
        int node = leaves.parent(leaf);
        int slot = leaves.slot(leaf);
        if (leaves.size(leaf) == 0) {
            if (levels > 1 || branches.size(node) > 1) {
                removeLeaf(node, slot);
            }
        } else if (slot + 1 < branches.size(node) && mergeLeaves(node, slot)) {
            removeLeaf(node, slot + 1);
        } else if (slot > 0 && mergeLeaves(node, slot - 1)) {
            removeLeaf(node, slot);
        } else if (slot > 0 && slot + 1 < branches.size(node)) {
            shareOut(node, slot);
        }
    }

    /** Shares a leaf out between the two beside it, if they can hold it. */
    private void shareOut(int node, int slot) {
        int left = branches.child(node, slot - 1);
        int leaf = branches.child(node, slot);
        int all = leaves.size(left) + leaves.size(leaf) + leaves.size(branches.child(node, slot + 1));
        int count = (all + 1) / 2 - leaves.size(left);
        if (all > 2 * MERGED || count <= 0 || count >= leaves.size(leaf) || !leaves.moveLeft(leaf, left, count)) {
            return;
        }
        moved(node, slot - 1, -count);
        if (mergeLeaves(node, slot)) {
            removeLeaf(node, slot + 1);
        }
    }

    private boolean mergeLeaves(int node, int slot) {
        int left = branches.child(node, slot);
        int right = branches.child(node, slot + 1);
        int count = leaves.size(right);
        if (leaves.size(left) + count > MERGED || !leaves.moveLeft(right, left, count)) {
            return false;
        }
        int changes = branches.changes(node, slot + 1);
        branches.add(node, slot, count, changes);
        branches.add(node, slot + 1, -count, -changes);
        return true;
    }

    private void removeLeaf(int node, int slot) {
        leaves.release(branches.child(node, slot));
        branches.remove(node, slot);
        adopt(node, 1, slot);
        shrink(node, 1);
    }

    private void shrink(int node, int level) {
        int parent = branches.parent(node);
        if (parent == Leaves.NONE) {
            while (levels > 1 && branches.size(root) == 1) {
                int only = branches.child(root, 0);
                branches.release(root);
                root = only;
                branches.parent(root, Leaves.NONE, 0);
                levels--;
            }
            return;
        }
        int slot = branches.slot(node);
        if (branches.size(node) == 0) {
            removeNode(parent, slot, level);
        } else if (branches.size(node) < FEW_CHILDREN) {
            if (slot + 1 < branches.size(parent) && mergeNodes(parent, slot, level)) {
                removeNode(parent, slot + 1, level);
            } else if (slot > 0 && mergeNodes(parent, slot - 1, level)) {
                removeNode(parent, slot, level);
            }
        }
    }

    private boolean mergeNodes(int parent, int slot, int level) {
        int left = branches.child(parent, slot);
        int right = branches.child(parent, slot + 1);
        if (branches.size(left) + branches.size(right) > ROOMY) {
            return false;
        }
        // Where the right one begins is what its parent says; its first child may say a later place.
        branches.set(right, 0, branches.firstScore(parent, slot + 1), branches.firstSubject(parent, slot + 1));
        int count = branches.count(right);
        int changes = branches.changes(right);
        int first = branches.size(left);
        branches.moveLeft(right, left);
        adopt(left, level, first);
        branches.add(parent, slot, count, changes);
        branches.add(parent, slot + 1, -count, -changes);
        return true;
    }

    private void removeNode(int parent, int slot, int level) {
        branches.release(branches.child(parent, slot));
        branches.remove(parent, slot);
        adopt(parent, level + 1, slot);
        shrink(parent, level + 1);
    }
}
