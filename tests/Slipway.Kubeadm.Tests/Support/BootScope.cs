using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Support;

/// <summary>What passes of a KubeadmConfig decide from.</summary>
internal static class BootScope
{
    /// <summary>A machine whose boot data can be made.</summary>
    public static KubeadmConfigScope Of(bool controlPlane, bool initialized)
    {
        var machine = Make.Machine("m").Machine;
        if (controlPlane)
        {
            machine.Metadata.Labels!["cluster.x-k8s.io/control-plane"] = "";
        }

        var cluster = Make.Cluster();
        cluster.Status!.Initialization!.ControlPlaneInitialized = initialized;
        return new KubeadmConfigScope
        {
            Config = new KubeadmConfig { Metadata = new V1ObjectMeta { Name = "m", NamespaceProperty = "default", Uid = "uid" }, Spec = new KubeadmConfigSpec() },
            Owner = new Observed<Machine>.Found(machine),
            Cluster = new Observed<Cluster>.Found(cluster),
            Authorities = Make.Authorities(),
            Workload = new Observed<IWorkloadCluster>.Found(new NoWorkload()),
        };
    }

    public static Observed<V1ConfigMap> Lock(string holder) =>
        new Observed<V1ConfigMap>.Found(KubeObject.From(InitLock.Body(Make.Cluster(), holder)).To(BuiltInTypes.ConfigMap.Json));

    public static Discovery FileDiscovery() => new()
    {
        File = new FileDiscovery
        {
            KubeConfigPath = "/etc/kubernetes/discovery.conf",
            KubeConfig = new FileDiscoveryKubeConfig { User = new KubeConfigUser { Exec = new KubeConfigAuthExec { Command = "aws" } } },
        },
    };

    private sealed class NoWorkload : IWorkloadCluster
    {
        public IKubeClient Client => null!;

        public IObjectReader Cache => null!;
    }
}
