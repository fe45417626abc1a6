namespace Slipway.Cli.Describe;

/// <summary>One line of the tree that <c>describe cluster</c> shows.</summary>
/// <param name="Name">Kind and name, or a heading such as <c>Workers</c>.</param>
internal sealed record TreeNode(string Name)
{
    /// <summary>Replicas there and wanted, such as <c>2/3</c>.</summary>
    public string Replicas { get; init; } = "";

    /// <summary>How many are available.</summary>
    public string Available { get; init; } = "";

    /// <summary>How many are ready.</summary>
    public string Ready { get; init; } = "";

    /// <summary>How many are up to date.</summary>
    public string UpToDate { get; init; } = "";

    /// <summary>The condition that the line is about; null for a heading.</summary>
    public TreeCondition? Condition { get; init; }

    /// <summary>Conditions to list below the line.</summary>
    public IReadOnlyList<TreeCondition> Conditions { get; init; } = [];

    /// <summary>What hangs below.</summary>
    public IReadOnlyList<TreeNode> Children { get; init; } = [];
}
