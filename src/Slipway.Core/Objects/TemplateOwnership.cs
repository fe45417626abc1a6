using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Objects;

/// <summary>Templates belong to the Cluster whose Machines are made from them, so that they go and move with it.</summary>
internal static class TemplateOwnership
{
    /// <summary>What is to be done about some templates; those that are missing or unreadable are left to whoever needs them.</summary>
    public static PhaseResult Decide(Cluster? cluster, params ReadOnlySpan<Observed<ContractObject>?> templates)
    {
        List<Effect> effects = [];
        foreach (var observed in templates)
        {
            if (cluster is not null
                && observed is Observed<ContractObject>.Found(var template)
                && OwnershipPatch.Decide(
                    template.Type, template.Source, Owners.Plain(CoreTypes.Cluster, cluster), [], $"{template.Kind} belongs to Cluster {cluster.Metadata.Name}") is { } patch)
            {
                effects.Add(patch);
            }
        }

        return PhaseResult.DoneAfter(effects);
    }
}
