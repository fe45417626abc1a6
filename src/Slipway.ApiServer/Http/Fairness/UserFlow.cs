namespace Slipway.ApiServer.Http.Fairness;

/// <summary>A user's share, and in it those of the programs that ask for him. Not synchronised; the queue guards it.</summary>
internal sealed class UserFlow(FlowNode node)
{
    private readonly Dictionary<string, FlowNode> _programs = new(StringComparer.Ordinal);

    /// <summary>How many of the user's requests wait.</summary>
    public int Waiting { get; set; }

    public bool IsIdle => Waiting == 0 && node.IsIdle;

    /// <summary>The share of a program; those beyond the limit have one in common, so that a new name does not make a new share.</summary>
    public FlowNode ProgramOf(string name, int limit)
    {
        if (_programs.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_programs.Count >= limit && name.Length > 0)
        {
            return ProgramOf("", limit + 1);
        }

        var program = new FlowNode(node, int.MaxValue);
        _programs.Add(name, program);
        return program;
    }
}
