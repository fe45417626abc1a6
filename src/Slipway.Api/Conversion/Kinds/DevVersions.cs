using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How the kinds of the development infrastructure provider differ from version to version.</summary>
internal static class DevVersions
{
    private static readonly FieldChanges ClusterSpec =
        [new Move("backend.docker.failureDomains", "backend.docker.failureDomains", Codec.NamedMap)];

    private static readonly FieldChanges Status = [Shared.Conditions, new Move("initialization.provisioned", "ready")];

    /// <summary>DevClusters.</summary>
    public static KindVersions Cluster { get; } = Of(
        "DevCluster",
        new Within("spec", ClusterSpec),
        new Within("status", Status, new Move("failureDomains", "failureDomains", Codec.NamedMap)));

    /// <summary>DevClusterTemplates.</summary>
    public static KindVersions ClusterTemplate { get; } = Of("DevClusterTemplate", new Within("spec.template.spec", ClusterSpec));

    /// <summary>DevMachines.</summary>
    public static KindVersions Machine { get; } = Of("DevMachine", new Within("status", Status));

    /// <summary>DevMachineTemplates.</summary>
    public static KindVersions MachineTemplate { get; } = Of("DevMachineTemplate");

    private static KindVersions Of(string kind, params FieldChanges fromV1Beta1) =>
        new(new(DevTypes.Group, kind), "v1beta2", [new("v1beta1", fromV1Beta1)]);
}
