using Slipway.Api.Shared;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Taints that users may give to Machines.</summary>
internal static class TaintChecks
{
    /// <summary>Why there may be no taints.</summary>
    public const string GateOff = "taints are not allowed to be set when the feature gate MachineTaintPropagation is disabled";

    private const string CloudProviderPrefix = "node.cloudprovider.kubernetes.io/";
    private const string NodePrefix = "node.kubernetes.io/";

    /// <summary>What holds for taints of any Machine.</summary>
    public static void Check(string path, List<MachineTaint>? taints, ValidationContext context)
    {
        if (taints is not { Count: > 0 })
        {
            return;
        }

        if (!context.Gates.MachineTaintPropagation)
        {
            context.Forbidden(path, GateOff);
        }

        for (var i = 0; i < taints.Count; i++)
        {
            var key = taints[i].Key ?? "";
            if (Refusal(key) is { } reason)
            {
                context.Invalid($"{path}[{i}].key", key, reason);
            }

            foreach (var error in LabelSyntax.KeyErrors(key))
            {
                context.Invalid($"{path}[{i}].key", key, error);
            }
        }
    }

    /// <summary>What holds for taints of Machines that are no control plane's, beyond that.</summary>
    public static void CheckWorkers(string path, List<MachineTaint>? taints, ValidationContext context)
    {
        for (var i = 0; i < (context.Gates.MachineTaintPropagation ? taints?.Count : 0); i++)
        {
            if (taints![i].Key == NodeTaints.ControlPlane)
            {
                context.Invalid($"{path}[{i}].key", taints[i].Key, "taint is not allowed for worker Machines");
            }
        }
    }

    private static string? Refusal(string key) => key switch
    {
        NodeTaints.Uninitialized or NodeTaints.OutdatedRevision => "taint key is not allowed",
        NodeTaints.OutOfService => null,
        NodeTaints.LegacyMaster => "taint is deprecated since 1.24 and should not be used anymore",
        _ when key.StartsWith(NodePrefix, StringComparison.Ordinal) =>
            $"taint key must not have the prefix {NodePrefix}, except for {NodeTaints.OutOfService}",
        _ when key.StartsWith(CloudProviderPrefix, StringComparison.Ordinal) => $"taint key must not have the prefix {CloudProviderPrefix}",
        _ => null,
    };
}
