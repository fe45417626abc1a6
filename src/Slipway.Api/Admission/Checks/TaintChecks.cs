using Slipway.Api.Shared;

namespace Slipway.Api.Admission.Checks;

/// <summary>Taints that users may give to Machines.</summary>
internal static class TaintChecks
{
    private const string CloudProviderPrefix = "node.cloudprovider.kubernetes.io/";
    private const string NodePrefix = "node.kubernetes.io/";

    public static void Check(string path, List<MachineTaint>? taints, bool controlPlane, ValidationContext context)
    {
        if (taints is not { Count: > 0 })
        {
            return;
        }

        if (!context.Gates.MachineTaintPropagation)
        {
            context.Forbidden(path, "can only be set with feature gate MachineTaintPropagation, which is off");
        }

        for (var i = 0; i < taints.Count; i++)
        {
            if (Refusal(taints[i].Key ?? "", controlPlane) is { } reason)
            {
                context.Invalid($"{path}[{i}].key", taints[i].Key, reason);
            }
        }
    }

    private static string? Refusal(string key, bool controlPlane) => key switch
    {
        NodeTaints.Uninitialized or NodeTaints.OutdatedRevision => "is set and removed by controllers only",
        NodeTaints.LegacyMaster => $"is out of use; use {NodeTaints.ControlPlane}",
        NodeTaints.ControlPlane when !controlPlane => "is for control plane Machines only",
        NodeTaints.OutOfService => null,
        _ when key.StartsWith(CloudProviderPrefix, StringComparison.Ordinal) => "is set and removed by the cloud provider only",
        _ when key.StartsWith(NodePrefix, StringComparison.Ordinal) => "is set and removed by Kubernetes only",
        _ => null,
    };
}
