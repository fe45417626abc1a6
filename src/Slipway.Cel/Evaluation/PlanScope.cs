namespace Slipway.Cel.Evaluation;

/// <summary>Which places in the frame names have while a program is planned.</summary>
internal sealed class PlanScope
{
    private readonly List<string> _globals = [];
    private readonly Stack<(string Name, LocalNode Node)> _locals = new();
    private int _freeSlot;

    public IReadOnlyList<string> Globals => _globals;

    /// <summary>Places that the deepest nesting of comprehensions needs.</summary>
    public int LocalCount { get; private set; }

    public EvalNode Find(string name)
    {
        if (!name.StartsWith('.'))
        {
            foreach (var (local, node) in _locals)
            {
                if (local == name)
                {
                    return node;
                }
            }
        }

        var global = name.TrimStart('.');
        var slot = _globals.IndexOf(global);
        if (slot < 0)
        {
            slot = _globals.Count;
            _globals.Add(global);
        }

        return new VariableNode(slot, global);
    }

    public LocalNode Push(string name, EvalNode? initial = null)
    {
        var node = new LocalNode(_freeSlot++, initial);
        LocalCount = Math.Max(LocalCount, _freeSlot);
        _locals.Push((name, node));
        return node;
    }

    public void Pop()
    {
        _locals.Pop();
        _freeSlot--;
    }
}
