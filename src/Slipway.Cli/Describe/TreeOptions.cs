namespace Slipway.Cli.Describe;

/// <summary>How much the tree shows.</summary>
/// <param name="ShowConditions">Kinds whose conditions are all listed; <c>all</c> among them means every kind.</param>
/// <param name="Group">Whether machines that say the same share a line.</param>
internal sealed record TreeOptions(IReadOnlySet<string> ShowConditions, bool Group)
{
    /// <summary>Whether all conditions of a kind are listed.</summary>
    public bool Shows(string kind) => ShowConditions.Contains("all") || ShowConditions.Contains(kind);
}
