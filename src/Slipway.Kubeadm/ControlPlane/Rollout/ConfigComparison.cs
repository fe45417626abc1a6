using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>
/// Whether a machine's KubeadmConfig says what the control plane would write for it today, in all that a machine can tell.
/// </summary>
internal static class ConfigComparison
{
    /// <summary>Compares a machine's configuration with the wanted one.</summary>
    /// <param name="current">The machine's configuration.</param>
    /// <param name="wanted">The control plane's.</param>
    /// <param name="machineVersion">The machine's version: a difference that only follows from it is not one of configuration.</param>
    /// <param name="wantedVersion">The control plane's version; only for a machine that says none.</param>
    public static bool AreEquivalent(KubeadmConfigSpec current, KubeadmConfigSpec? wanted, string? machineVersion, string? wantedVersion)
    {
        var version = machineVersion ?? wantedVersion;
        if (current.JoinConfiguration is not null)
        {
            return JsonNode.DeepEquals(Normalize(current), Normalize(MachineConfigs.ForJoin(wanted, version)));
        }

        // The first machine was initialized, but would be replaced by one that joins: either form may fit.
        return JsonNode.DeepEquals(Normalize(current), Normalize(MachineConfigs.ForInit(wanted, version)))
            || JsonNode.DeepEquals(Normalize(AsJoin(current, wanted)), Normalize(MachineConfigs.ForJoin(wanted, version)));
    }

    private static KubeadmConfigSpec AsJoin(KubeadmConfigSpec init, KubeadmConfigSpec? wanted)
    {
        var copy = MachineConfigs.ForJoin(init, version: null);
        copy.JoinConfiguration!.NodeRegistration = init.InitConfiguration?.NodeRegistration;
        copy.JoinConfiguration.SkipPhases = init.InitConfiguration?.SkipPhases;
        copy.JoinConfiguration.Patches = init.InitConfiguration?.Patches;
        copy.JoinConfiguration.Timeouts = init.InitConfiguration?.Timeouts;

        // Only who joins has a use for it.
        copy.JoinConfiguration.CaCertPath = wanted?.JoinConfiguration?.CaCertPath;
        copy.JoinConfiguration.ControlPlane!.LocalAPIEndpoint = init.InitConfiguration?.LocalAPIEndpoint;
        return copy;
    }

    /// <summary>Leaves out what the controllers fill in, what a running machine does not depend on, and what is empty.</summary>
    private static JsonObject Normalize(KubeadmConfigSpec spec)
    {
        var tree = (JsonObject)JsonSerializer.SerializeToNode(spec, ApiJson.TypeInfo<KubeadmConfigSpec>())!;
        tree["format"] ??= BootstrapFormat.CloudConfig;
        Drop(tree, "clusterConfiguration", "controlPlaneEndpoint");
        Drop(tree, "clusterConfiguration", "dns");
        Drop(tree, "joinConfiguration", "discovery");
        Drop(tree, "initConfiguration", "bootstrapTokens");
        Drop(tree["joinConfiguration"], "timeouts", "controlPlaneComponentHealthCheckSeconds");
        Drop(tree["initConfiguration"], "timeouts", "controlPlaneComponentHealthCheckSeconds");
        Prune(tree);
        return tree;
    }

    private static void Drop(JsonNode? tree, string parent, string field) => (tree?[parent] as JsonObject)?.Remove(field);

    private static void Prune(JsonObject tree)
    {
        foreach (var (name, value) in tree.ToList())
        {
            if (value is JsonObject child)
            {
                Prune(child);
                if (child.Count == 0)
                {
                    tree.Remove(name);
                }
            }
        }
    }
}
