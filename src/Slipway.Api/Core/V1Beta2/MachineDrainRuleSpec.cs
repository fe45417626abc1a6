using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Which Pods on which Machines it is about, and how they are drained.</summary>
public sealed class MachineDrainRuleSpec
{
    private const string UniqueEntries = "self.all(x, self.exists_one(y, x == y))";

    /// <summary>How the Pods are drained.</summary>
    [Required]
    public MachineDrainRuleDrain? Drain { get; set; }

    /// <summary>The Machines, those of each entry. Unset: all of the namespace.</summary>
    [Items(1, 32), ListAtomic, Rule(UniqueEntries, "entries in machines must be unique")]
    public List<MachineDrainRuleMachineSelector>? Machines { get; set; }

    /// <summary>The Pods, those of each entry. Unset: all.</summary>
    [Items(1, 32), ListAtomic, Rule(UniqueEntries, "entries in pods must be unique")]
    public List<MachineDrainRulePodSelector>? Pods { get; set; }
}
