using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>The KubeadmConfig of a machine out of the one spec that a control plane has for all.</summary>
internal static class MachineConfigs
{
    /// <summary>With it a kubelet talks to the API server beside it.</summary>
    public const string LocalModeGate = "ControlPlaneKubeletLocalMode";

    /// <summary>The first machine: it initializes.</summary>
    public static KubeadmConfigSpec ForInit(KubeadmConfigSpec? wanted, string? version)
    {
        var spec = Prepare(wanted, version);
        spec.JoinConfiguration = null;
        return spec;
    }

    /// <summary>Every other machine: it joins the control plane.</summary>
    public static KubeadmConfigSpec ForJoin(KubeadmConfigSpec? wanted, string? version)
    {
        var spec = Prepare(wanted, version);
        spec.InitConfiguration = null;
        (spec.JoinConfiguration ??= new JoinConfiguration()).ControlPlane ??= new JoinControlPlane();
        return spec;
    }

    private static KubeadmConfigSpec Prepare(KubeadmConfigSpec? wanted, string? version)
    {
        var spec = wanted is null ? new KubeadmConfigSpec() : KubeadmSpecs.Copy(wanted);

        // A kubelet must not talk to an API server older than itself, which the load balancer could give it during an upgrade:
        // with the gate it talks to the one beside it. kubeadm has it on from 1.36.
        if (KubernetesVersion.TryParse(version, out var parsed) && parsed.IsAtLeast(1, 31) && !parsed.IsAtLeast(1, 36))
        {
            var gates = (spec.ClusterConfiguration ??= new ClusterConfiguration()).FeatureGates ??= [];
            gates.TryAdd(LocalModeGate, true);
        }

        return spec;
    }
}
