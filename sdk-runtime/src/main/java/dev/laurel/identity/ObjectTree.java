package dev.laurel.identity;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Which object belongs to which: trees, bounded in height. */
final class ObjectTree {
    static final int NONE = -1;

    private final int mostLevels;
    private int[] parents = new int[0];
    private int[] firstChildren = new int[0];
    private int[] nextSiblings = new int[0];

    ObjectTree(int mostLevels) {
        this.mostLevels = mostLevels;
    }

    void room(int room) {
        parents = grown(parents, room);
        firstChildren = grown(firstChildren, room);
        nextSiblings = grown(nextSiblings, room);
    }

    static int[] grown(int[] array, int room) {
        int[] copy = Arrays.copyOf(array, room);
        Arrays.fill(copy, array.length, room, NONE);
        return copy;
    }

    int parent(int object) {
        return parents[object];
    }

    /** Visits an object and all below it. */
    void visitTree(int object, IntConsumer visitor) {
        int[] stack = new int[16];
        int depth = 0;
        stack[depth++] = object;
        while (depth > 0) {
            int next = stack[--depth];
            visitor.accept(next);
            for (int child = firstChildren[next]; child != NONE; child = nextSiblings[child]) {
                if (depth == stack.length) {
                    stack = Arrays.copyOf(stack, depth * 2);
                }
                stack[depth++] = child;
            }
        }
    }

    void visitChildren(int object, IntConsumer visitor) {
        for (int child = firstChildren[object]; child != NONE; child = nextSiblings[child]) {
            visitor.accept(child);
        }
    }

    /** {@return null if the parent could be given to the object, which may be unknown yet; else the code of why not} */
    @Nullable
    String refusalOfParent(int object, int parent) {
        // A parent that is not known yet has nothing above it, and is a level all the same.
        int level = parent == NONE ? 2 : 1;
        for (int above = parent; above != NONE; above = parents[above]) {
            if (above == object) {
                return "PARENT_CYCLE";
            }
            if (level++ > mostLevels) {
                return "PARENT_TOO_DEEP";
            }
        }
        if (object != NONE && level - 1 + heightBelow(object) > mostLevels) {
            return "PARENT_TOO_DEEP";
        }
        return null;
    }

    boolean isChildless(int object) {
        return firstChildren[object] == NONE;
    }

    private int heightBelow(int object) {
        if (firstChildren[object] == NONE) {
            return 0;
        }
        int[] height = new int[1];
        visitTree(object, below -> {
            int levels = 0;
            for (int above = below; above != object; above = parents[above]) {
                levels++;
            }
            height[0] = Math.max(height[0], levels);
        });
        return height[0];
    }

    /**
     * Gives an object a parent. What was acceptable when it was said may close a ring by now, because something said of
     * the parent has been taken back since: the object belongs to nothing then.
     */
    void move(int object, int parent) {
        int old = parents[object];
        if (old != NONE) {
            if (firstChildren[old] == object) {
                firstChildren[old] = nextSiblings[object];
            } else {
                int before = firstChildren[old];
                while (nextSiblings[before] != object) {
                    before = nextSiblings[before];
                }
                nextSiblings[before] = nextSiblings[object];
            }
        }
        parents[object] = NONE;
        nextSiblings[object] = NONE;
        if (parent != NONE && refusalOfParent(object, parent) == null) {
            parents[object] = parent;
            nextSiblings[object] = firstChildren[parent];
            firstChildren[parent] = object;
        }
    }
}
