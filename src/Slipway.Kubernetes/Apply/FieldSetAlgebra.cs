namespace Slipway.Kubernetes.Apply;

/// <summary>Set operations on field sets: one merge of two sorted rows, level by level.</summary>
internal static class FieldSetAlgebra
{
    public enum Operation
    {
        Union,
        Intersection,
        Difference,
        RecursiveDifference,
    }

    public static FieldSet Combine(FieldSet left, FieldSet right, Operation operation)
    {
        if (left.IsEmpty || right.IsEmpty || ReferenceEquals(left, right))
        {
            return Trivial(left, right, operation);
        }

        var mine = left.Entries;
        var theirs = right.Entries;
        var result = new List<FieldSet.Entry>(mine.Length);
        var (i, j) = (0, 0);
        while (i < mine.Length || j < theirs.Length)
        {
            var order = i == mine.Length ? 1 : j == theirs.Length ? -1 : string.CompareOrdinal(mine[i].Step, theirs[j].Step);
            if (order < 0)
            {
                if (operation != Operation.Intersection)
                {
                    result.Add(mine[i]);
                }

                i++;
            }
            else if (order > 0)
            {
                if (operation == Operation.Union)
                {
                    result.Add(theirs[j]);
                }

                j++;
            }
            else
            {
                var entry = Combine(mine[i++], theirs[j++], operation);
                if (!entry.IsEmpty)
                {
                    result.Add(entry);
                }
            }
        }

        return IsSame(left, result) ? left : FieldSet.FromSorted(result);
    }

    private static FieldSet Trivial(FieldSet left, FieldSet right, Operation operation)
    {
        var same = ReferenceEquals(left, right) && !left.IsEmpty;
        return operation switch
        {
            Operation.Union => left.IsEmpty ? right : left,
            Operation.Intersection => same ? left : FieldSet.Empty,
            _ => same ? FieldSet.Empty : left,
        };
    }

    private static FieldSet.Entry Combine(FieldSet.Entry left, FieldSet.Entry right, Operation operation) => operation switch
    {
        Operation.Union => new(left.Step, left.IsMember || right.IsMember, Combine(left.Children, right.Children, operation)),
        Operation.Intersection => new(left.Step, left.IsMember && right.IsMember, Combine(left.Children, right.Children, operation)),
        Operation.RecursiveDifference when right.IsMember => new(left.Step, IsMember: false, FieldSet.Empty),
        _ => new(left.Step, left.IsMember && !right.IsMember, Combine(left.Children, right.Children, operation)),
    };

    private static bool IsSame(FieldSet set, List<FieldSet.Entry> entries)
    {
        var mine = set.Entries;
        if (mine.Length != entries.Count)
        {
            return false;
        }

        for (var i = 0; i < mine.Length; i++)
        {
            if (!ReferenceEquals(mine[i].Step, entries[i].Step)
                || mine[i].IsMember != entries[i].IsMember
                || !ReferenceEquals(mine[i].Children, entries[i].Children))
            {
                return false;
            }
        }

        return true;
    }
}
