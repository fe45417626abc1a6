using System.Collections.Immutable;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Support;

/// <summary>Objects for tests, well unless a test says otherwise.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly ClusterFacts Facts = new("demo", "v1.31.0", "10.0.0.1:6443", "10.128.0.0/12", "192.168.0.0/16", "cluster.local");

    public static ControlPlaneMachine Machine(string name, int ageMinutes = 60, string? domain = null) => new()
    {
        Machine = new Machine
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = "default",
                Uid = $"uid-{name}",
                Generation = 1,
                ResourceVersion = "1",
                CreationTimestamp = (Now - TimeSpan.FromMinutes(ageMinutes)).UtcDateTime,
                Annotations = new Dictionary<string, string>(StringComparer.Ordinal),
                Labels = new Dictionary<string, string>(StringComparer.Ordinal),
            },
            Spec = new MachineSpec
            {
                ClusterName = "demo",
                Version = "v1.31.0",
                FailureDomain = domain,
                InfrastructureRef = new ContractVersionedObjectReference { ApiGroup = "infrastructure.cluster.x-k8s.io", Kind = "DevMachine", Name = name },
            },
            Status = new MachineStatus { NodeRef = new MachineNodeReference { Name = name } },
        },
        Health = MachineHealth.Uniform(managedEtcd: true, ConditionState.True("Running")),
    };

    public static ControlPlaneMachine Outdated(this ControlPlaneMachine machine) => machine with { OutdatedReasons = ["Version v1.30.0, v1.31.0 required"] };

    public static ControlPlaneMachine Deleting(this ControlPlaneMachine machine, int minutes = 1)
    {
        machine.Machine.Metadata.DeletionTimestamp = (Now - TimeSpan.FromMinutes(minutes)).UtcDateTime;
        return machine;
    }

    public static ControlPlaneMachine NotJoined(this ControlPlaneMachine machine)
    {
        machine.Machine.Status!.NodeRef = null;
        return machine with { Health = MachineHealth.Uniform(managedEtcd: true, ConditionState.Unknown("InspectionFailed")) };
    }

    public static ControlPlaneMachine Annotated(this ControlPlaneMachine machine, string annotation, string value = "")
    {
        machine.Machine.Metadata.Annotations![annotation] = value;
        return machine;
    }

    public static ControlPlaneMachine With(this ControlPlaneMachine machine, string type, string status) =>
        machine with { Health = new MachineHealth(machine.Health.States.SetItem(type, new ConditionState(status, "Because", "for a test"))) };

    public static ControlPlaneMachine Ill(this ControlPlaneMachine machine)
    {
        var conditions = machine.Machine.Status!.Conditions ??= [];
        conditions.Set(MachineConditions.HealthCheckSucceeded, ConditionState.False("UnhealthyNode"), 1, Now);
        conditions.Set(MachineConditions.OwnerRemediated, ConditionState.False("WaitingForRemediation"), 1, Now);
        return machine;
    }

    public static AuthoritySet Authorities(ClusterConfiguration? configuration = null, TimeProvider? time = null) => new(
        AuthoritySecrets.Purposes.ToImmutableDictionary(
            p => p, p => (Observed<V1Secret>)new Observed<V1Secret>.Found(Authority(p, configuration, time))),
        null);

    public static V1Secret Authority(AuthorityPurpose purpose, ClusterConfiguration? configuration = null, TimeProvider? time = null)
    {
        var factory = new AuthorityFactory(new CertificateFactory(time ?? new FakeTimeProvider(Now)));
        var secret = factory.CreateAuthority(new("default", "demo"), purpose, new V1OwnerReference { Uid = "o" }, configuration);
        return KubeObject.From(secret).To(BuiltInTypes.Secret.Json);
    }

    public static EtcdSnapshot Etcd(params ReadOnlySpan<string> names)
    {
        var members = ImmutableArray.CreateBuilder<EtcdMember>();
        foreach (var name in names)
        {
            members.Add(new EtcdMember((ulong)members.Count + 1, name));
        }

        return new(members.ToImmutable(), 1);
    }

    public static KubeadmControlPlane ControlPlane(int replicas = 3, string version = "v1.31.0", KubeadmConfigSpec? config = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "demo-control-plane", NamespaceProperty = "default", Uid = "uid-kcp", Generation = 1,
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal),
        },
        Spec = new KubeadmControlPlaneSpec
        {
            Replicas = replicas,
            Version = version,
            KubeadmConfigSpec = config,
            MachineTemplate = new KubeadmControlPlaneMachineTemplate
            {
                Spec = new KubeadmControlPlaneMachineTemplateSpec
                {
                    InfrastructureRef = new ContractVersionedObjectReference
                    {
                        ApiGroup = "infrastructure.cluster.x-k8s.io", Kind = "DevMachineTemplate", Name = "demo-control-plane",
                    },
                },
            },
        },
    };

    /// <summary>A connected control plane that wants as many Machines as it has; etcd has a member on each that has joined, the first leads.</summary>
    public static ControlPlaneScope Scope(params ImmutableArray<ControlPlaneMachine> machines) => Scope(machines.Length, machines);

    public static ControlPlaneScope Scope(int replicas, params ImmutableArray<ControlPlaneMachine> machines) => new()
    {
        Object = ControlPlane(replicas),
        Cluster = new Observed<Cluster>.Found(Cluster()),
        Machines = machines,
        Workload = new WorkloadView
        {
            State = WorkloadState.Connected,
            Etcd = new Observed<EtcdSnapshot>.Found(Etcd([.. machines.Where(m => m.NodeName is not null).Select(m => m.Name)])),
        },
        Now = Now,
    };

    public static Cluster Cluster(params ReadOnlySpan<string> domains)
    {
        var list = new List<FailureDomain>();
        foreach (var domain in domains)
        {
            list.Add(new FailureDomain { Name = domain, ControlPlane = true });
        }

        return new()
        {
            Metadata = new V1ObjectMeta { Name = "demo", NamespaceProperty = "default", Uid = "uid-cluster" },
            Spec = new ClusterSpec { ControlPlaneEndpoint = new ApiEndpoint { Host = "10.0.0.1", Port = 6443 } },
            Status = new ClusterStatus
            {
                FailureDomains = list,
                Initialization = new ClusterInitialization { InfrastructureProvisioned = true, ControlPlaneInitialized = true },
            },
        };
    }
}
