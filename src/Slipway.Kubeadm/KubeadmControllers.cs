using Slipway.ControllerRuntime.Controllers;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Authorities;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm;

/// <summary>The controllers of the kubeadm bootstrap and control plane providers.</summary>
public static class KubeadmControllers
{
    /// <summary>Adds the controllers of KubeadmConfig and KubeadmControlPlane, before the manager starts.</summary>
    /// <param name="manager">What runs them.</param>
    /// <param name="clusters">Connections to the workload clusters.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where names and tokens come from.</param>
    public static ControllerManager AddTo(ControllerManager manager, IClusterCache clusters, TimeProvider time, IRandomSource random) =>
        AddTo(manager, clusters, new GrpcEtcdClientFactory(new CertificateFactory(time)), new TlsServerCertificates(), time, random);

    /// <summary>The same, with other ways to reach what runs on machines.</summary>
    internal static ControllerManager AddTo(
        ControllerManager manager,
        IClusterCache clusters,
        IEtcdClientFactory etcd,
        IServerCertificates servers,
        TimeProvider time,
        IRandomSource random)
    {
        var authorities = new AuthorityFactory(new CertificateFactory(time));
        var inspector = new EtcdInspector(etcd, time);
        var observer = new ControlPlaneObserver(
            new WorkloadObserver(clusters, inspector),
            new UpgradeObserver(),
            new CertificateProbe(servers, time),
            new AuthorityObserver(authorities, new AuthorityInspector()),
            random);
        return manager
            .Add(new KubeadmConfigReconciler(clusters, authorities, random))
            .Add(new KubeadmControlPlaneReconciler(clusters, observer, inspector));
    }
}
