namespace Slipway.Cli.Describe;

/// <summary>How much the tree shows.</summary>
/// <param name="ShowConditions">Kinds whose conditions are all listed; <c>all</c> among them means every kind.</param>
/// <param name="Group">Whether machines that say the same share a line.</param>
internal sealed record TreeOptions(IReadOnlySet<string> ShowConditions, bool Group)
{
    /// <summary>Whether what Machines stand on is shown too, though the Machine tells what is to be told of it.</summary>
    public bool Echo { get; init; }

    /// <summary>Whether the MachineSets between MachineDeployments and Machines are shown.</summary>
    public bool MachineSets { get; init; }

    /// <summary>Whether the templates that Machines are made from are shown.</summary>
    public bool Templates { get; init; }

    /// <summary>Whether all conditions of a kind are listed.</summary>
    public bool Shows(string kind) => ShowConditions.Contains("all") || ShowConditions.Contains(kind);
}
