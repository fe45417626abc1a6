namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Collects paths into a field set. Paths come in the order of a walk, so that a step is the last one met or a new one; should it not be,
/// the two are put together in the end.
/// </summary>
internal sealed class FieldSetBuilder
{
    private List<Node>? _nodes;

    public void Insert(ReadOnlySpan<string> path)
    {
        // Nobody owns the object as such.
        if (path.IsEmpty)
        {
            return;
        }

        var node = Enter(path[0]);
        if (path.Length == 1)
        {
            node.IsMember = true;
        }
        else
        {
            node.Children.Insert(path[1..]);
        }
    }

    public FieldSet ToSet()
    {
        if (_nodes is null)
        {
            return FieldSet.Empty;
        }

        _nodes.Sort(static (left, right) => string.CompareOrdinal(left.Step, right.Step));
        var entries = new List<FieldSet.Entry>(_nodes.Count);
        foreach (var node in _nodes)
        {
            var entry = new FieldSet.Entry(node.Step, node.IsMember, node.HasChildren ? node.Children.ToSet() : FieldSet.Empty);
            if (entries.Count > 0 && entries[^1].Step == entry.Step)
            {
                entries[^1] = new FieldSet.Entry(
                    entry.Step, entries[^1].IsMember || entry.IsMember, entries[^1].Children.Union(entry.Children));
            }
            else
            {
                entries.Add(entry);
            }
        }

        return FieldSet.FromSorted(entries);
    }

    private Node Enter(string step)
    {
        _nodes ??= [];
        if (_nodes.Count > 0 && _nodes[^1].Step == step)
        {
            return _nodes[^1];
        }

        var node = new Node(step);
        _nodes.Add(node);
        return node;
    }

    private sealed class Node(string step)
    {
        private FieldSetBuilder? _children;

        public string Step { get; } = step;

        public bool IsMember { get; set; }

        public bool HasChildren => _children is not null;

        public FieldSetBuilder Children => _children ??= new FieldSetBuilder();
    }
}
