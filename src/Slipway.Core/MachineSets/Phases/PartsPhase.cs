using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Parts;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Makes the parts of Machines that lack them.</summary>
internal static class PartsPhase
{
    public const string Name = "Parts";

    public static Phase<MachineSetScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope)
    {
        var effects = scope.Machines.SelectMany(m => Decide(scope, m)).ToImmutableArray();
        return PhaseResult.DoneAfter(effects);
    }

    private static ImmutableArray<Effect> Decide(MachineSetScope scope, Machine machine)
    {
        // Only the template that the Machine was made for: a newer one is another set's affair.
        if (!scope.Parts.TryGetValue(machine.Metadata.Name, out var parts) || scope.InfrastructureTemplate is not Observed<ContractObject>.Found(var template))
        {
            return [];
        }

        var labels = MachineFactory.Labels(scope.Set).ToImmutableDictionary(StringComparer.Ordinal);
        var annotations = (scope.Set.Spec!.Template!.Metadata?.Annotations ?? []).ToImmutableDictionary(StringComparer.Ordinal);
        var infrastructure = MachinePart.FromTemplate(template, parts.Infrastructure) with
        {
            Labels = labels, Annotations = annotations, FieldManager = FieldManagers.MachineSetTemplate,
        };
        var bootstrap = scope.BootstrapTemplate?.ValueOrNull is { } bootstrapTemplate && parts.Bootstrap is { } current
            ? MachinePart.FromTemplate(bootstrapTemplate, current) with { Labels = labels, Annotations = annotations, FieldManager = FieldManagers.MachineSetTemplate }
            : null;
        return MachineParts.Decide(machine, infrastructure, bootstrap);
    }
}
