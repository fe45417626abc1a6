namespace Slipway.Api.Core.V1Beta2;

/// <summary>Annotations of Machines.</summary>
public static class MachineAnnotations
{
    /// <summary>The Node is not drained before deletion.</summary>
    public const string ExcludeNodeDraining = "machine.cluster.x-k8s.io/exclude-node-draining";

    /// <summary>Volumes are not waited for.</summary>
    public const string ExcludeWaitForVolumeDetach = "machine.cluster.x-k8s.io/exclude-wait-for-node-volume-detach";

    /// <summary>When the first control plane certificate expires, RFC 3339.</summary>
    public const string CertificatesExpiry = "machine.cluster.x-k8s.io/certificates-expiry";

    /// <summary>While one starts so, draining waits.</summary>
    public const string PreDrainHookPrefix = "pre-drain.delete.hook.machine.cluster.x-k8s.io";

    /// <summary>While one starts so, termination waits.</summary>
    public const string PreTerminateHookPrefix = "pre-terminate.delete.hook.machine.cluster.x-k8s.io";
}
