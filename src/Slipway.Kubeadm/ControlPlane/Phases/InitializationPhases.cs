using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Waits for what no watch tells.</summary>
internal static class InitializationPhases
{
    /// <summary>Says when an API server's certificate runs out, on the machine's KubeadmConfig.</summary>
    public const string CertificatesExpiry = "machine.cluster.x-k8s.io/certificates-expiry";

    // The ConfigMap that says that kubeadm is done is one of many: asking for it is cheaper than watching them all.
    private static readonly TimeSpan InitializedRecheck = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EtcdRecheck = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AlarmRecheck = TimeSpan.FromMinutes(5);

    /// <summary>Nothing is changed before kubeadm has finished on the first machine.</summary>
    public static PhaseResult Initialized(ControlPlaneScope scope, DateTimeOffset now) => scope.IsInitialized || scope.Machines.IsEmpty
        ? PhaseResult.Completed
        : PhaseResult.WaitFor(
            "WaitingForKubeadmInit", "Waiting for Cluster control plane to be initialized",
            scope.Workload.Connection is null ? null : InitializedRecheck);

    /// <summary>Looks at etcd again while its members are not all well, and now and then for alarms.</summary>
    public static PhaseResult EtcdHealth(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (!scope.HasManagedEtcd || scope.Workload.State != WorkloadState.Connected)
        {
            return PhaseResult.Completed;
        }

        var waiting = scope.Machines.FirstOrDefault(m => m is { IsDeleting: false, NodeName: not null } && !m.HasHealthyEtcd);
        return waiting is null
            ? PhaseResult.WaitFor("WatchingEtcd", "", AlarmRecheck)
            : PhaseResult.WaitFor("WaitingForEtcdMember", $"Waiting for the etcd member of Machine {waiting.Name} to be healthy", EtcdRecheck);
    }

    /// <summary>Reports in full on a Machine that is not ready when it is new no more.</summary>
    public static PhaseResult NewMachines(ControlPlaneScope scope, DateTimeOffset now)
    {
        var oldest = scope.Machines.Where(m => ControlPlaneConditions.IsComingUp(m, now)).MinBy(m => m.Created);
        return oldest is null
            ? PhaseResult.Completed
            : PhaseResult.WaitFor(
                "WaitingForMachine", $"Waiting for Machine {oldest.Name} to come up", oldest.Created + ControlPlaneConditions.NewMachine - now);
    }

    /// <summary>Notes when the API servers' certificates run out.</summary>
    public static PhaseResult CertificateExpiry(ControlPlaneScope scope, DateTimeOffset now)
    {
        var effects = scope.Machines
            .Where(m => m.BootstrapObject.ValueOrNull is not null && scope.CertificateExpiries.ContainsKey(m.Name))
            .Select(m => (Effect)new Effect.Patch(
                Api.KubeadmTypes.KubeadmConfig, m.BootstrapObject.ValueOrNull!.Source.Key,
                new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["annotations"] = new JsonObject
                        {
                            [CertificatesExpiry] = KubeTime.Format(scope.CertificateExpiries[m.Name]),
                        },
                    },
                },
                $"the API server of Machine {m.Name} told when its certificate runs out"))
            .ToList();
        if (effects.Count > 0)
        {
            return PhaseResult.Want([.. effects]);
        }

        // An API server that did not answer is asked again; nothing else may happen in its cluster for long.
        return scope.Workload.State == WorkloadState.Connected && !scope.IsDeleting && scope.Machines.Any(LacksCertificateExpiry)
            ? PhaseResult.WaitFor("WaitingForCertificate", "", CertificateProbe.RetryAfter)
            : PhaseResult.Completed;
    }

    /// <summary>Whether the Machine's API server runs and has not yet told when its certificate runs out.</summary>
    internal static bool LacksCertificateExpiry(ControlPlaneMachine machine) =>
        machine is { NodeName: not null, IsDeleting: false, Bootstrap: { } bootstrap } && machine.HasHealthyComponents
        && bootstrap.Metadata.Annotations.Value(CertificatesExpiry) is null;
}
