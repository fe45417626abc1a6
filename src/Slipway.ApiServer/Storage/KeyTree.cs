namespace Slipway.ApiServer.Storage;

/// <summary>
/// A node of an immutable AVL tree in key order. A write copies the path to its key only, so every revision's tree can be kept
/// and read without a lock; node counts give ranges by rank.
/// </summary>
internal sealed class KeyTree
{
    private readonly KeyTree? _left;
    private readonly KeyTree? _right;
    private readonly StoredObject _value;
    private readonly int _count;
    private readonly byte _height;

    private KeyTree(StoredObject value, KeyTree? left, KeyTree? right)
    {
        _value = value;
        _left = left;
        _right = right;
        _count = Count(left) + Count(right) + 1;
        _height = (byte)(Math.Max(Height(left), Height(right)) + 1);
    }

    public static int Count(KeyTree? root) => root?._count ?? 0;

    public static StoredObject? Find(KeyTree? root, in StoreKey key)
    {
        while (root is not null)
        {
            var order = key.CompareTo(root._value.Key);
            if (order == 0)
            {
                return root._value;
            }

            root = order < 0 ? root._left : root._right;
        }

        return null;
    }

    /// <summary>How many keys are less than <paramref name="key"/>.</summary>
    public static int Rank(KeyTree? root, in StoreKey key)
    {
        var rank = 0;
        while (root is not null)
        {
            if (key.CompareTo(root._value.Key) <= 0)
            {
                root = root._left;
            }
            else
            {
                rank += Count(root._left) + 1;
                root = root._right;
            }
        }

        return rank;
    }

    public static KeyTree Set(KeyTree? root, StoredObject value)
    {
        if (root is null)
        {
            return new KeyTree(value, null, null);
        }

        return value.Key.CompareTo(root._value.Key) switch
        {
            0 => new KeyTree(value, root._left, root._right),
            < 0 => Balance(root._value, Set(root._left, value), root._right),
            _ => Balance(root._value, root._left, Set(root._right, value)),
        };
    }

    /// <summary>Removes a key that is there.</summary>
    public static KeyTree? Remove(KeyTree root, in StoreKey key)
    {
        var order = key.CompareTo(root._value.Key);
        if (order < 0)
        {
            return Balance(root._value, Remove(root._left!, key), root._right);
        }

        if (order > 0)
        {
            return Balance(root._value, root._left, Remove(root._right!, key));
        }

        if (root._left is null || root._right is null)
        {
            return root._left ?? root._right;
        }

        var successor = root._right;
        while (successor._left is { } left)
        {
            successor = left;
        }

        return Balance(successor._value, root._left, Remove(root._right, successor._value.Key));
    }

    /// <summary>Fills <paramref name="target"/> with the values from rank <paramref name="skip"/> on, which must be enough.</summary>
    public static void Copy(KeyTree? root, int skip, Span<StoredObject> target)
    {
        while (root is not null && !target.IsEmpty)
        {
            var before = Count(root._left);
            if (skip > before)
            {
                skip -= before + 1;
                root = root._right;
                continue;
            }

            var fromLeft = Math.Min(before - skip, target.Length);
            Copy(root._left, skip, target[..fromLeft]);
            if (fromLeft == target.Length)
            {
                return;
            }

            target[fromLeft] = root._value;
            target = target[(fromLeft + 1)..];
            skip = 0;
            root = root._right;
        }
    }

    private static int Height(KeyTree? root) => root?._height ?? 0;

    private static KeyTree Balance(StoredObject value, KeyTree? left, KeyTree? right)
    {
        var lean = Height(left) - Height(right);
        if (lean > 1)
        {
            return Height(left!._left) >= Height(left._right)
                ? new KeyTree(left._value, left._left, new KeyTree(value, left._right, right))
                : new KeyTree(
                    left._right!._value,
                    new KeyTree(left._value, left._left, left._right._left),
                    new KeyTree(value, left._right._right, right));
        }

        if (lean < -1)
        {
            return Height(right!._right) >= Height(right._left)
                ? new KeyTree(right._value, new KeyTree(value, left, right._left), right._right)
                : new KeyTree(
                    right._left!._value,
                    new KeyTree(value, left, right._left._left),
                    new KeyTree(right._value, right._left._right, right._right));
        }

        return new KeyTree(value, left, right);
    }
}
