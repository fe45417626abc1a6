using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core.ClusterResourceSetBindings;
using Slipway.Core.ClusterResourceSets;
using Slipway.Core.Clusters;
using Slipway.Core.Ipam;
using Slipway.Core.MachineDeployments;
using Slipway.Core.MachineHealthChecks;
using Slipway.Core.MachinePools;
using Slipway.Core.Machines;
using Slipway.Core.MachineSets;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Core;

/// <summary>The controllers of this room.</summary>
public static class CoreControllers
{
    /// <summary>
    /// Adds the controllers of Cluster, Machine, MachineSet, MachineDeployment, MachinePool, MachineHealthCheck, ClusterResourceSet,
    /// ClusterResourceSetBinding, IPAddressClaim and the pools of addresses, and what tells the cluster cache of clusters.
    /// </summary>
    /// <param name="manager">The manager, before it starts.</param>
    /// <param name="clusters">The connections to workload clusters; the caller disposes it after the manager.</param>
    /// <param name="random">Where the random parts of names come from.</param>
    /// <param name="options">How the controllers behave.</param>
    public static ControllerManager AddTo(ControllerManager manager, ClusterCache clusters, IRandomSource random, CoreOptions options)
    {
        manager.Cache.AddIndex(AddonsTypes.ClusterResourceSet, ClusterResourceSetReconciler.NamespaceIndex, set => [set.Metadata.Namespace]);
        var book = AddressBook.Follow(manager.Cache);
        return AddConnectionsTo(manager, clusters)
            .Add(Clusters(manager, clusters, options.Clusters))
            .Add(new MachineReconciler(clusters, References(manager), options.Machines, manager.Time))
            .Add(new MachineSetReconciler(References(manager), random))
            .Add(new MachineDeploymentReconciler(References(manager), random))
            .Add(new MachinePoolReconciler(clusters, References(manager)))
            .Add(new MachineHealthCheckReconciler(clusters, References(manager)))
            .Add(new ClusterResourceSetReconciler(clusters, References(manager), manager.Time))
            .Add(new ClusterResourceSetBindingReconciler(References(manager)))
            .Add(new IPAddressClaimReconciler(new ReferenceTracker(manager.Cache, IpamAspects.OfReferredObjects), book))
            .Add(new InClusterIPPoolReconciler<InClusterIPPool>(IpamTypes.InClusterIPPool, book))
            .Add(new InClusterIPPoolReconciler<GlobalInClusterIPPool>(IpamTypes.GlobalInClusterIPPool, book));
    }

    /// <summary>Adds only what tells the cluster cache of clusters: for a provider that runs in a process of its own.</summary>
    /// <param name="manager">The manager, before it starts.</param>
    /// <param name="clusters">The connections to workload clusters; the caller disposes it after the manager.</param>
    public static ControllerManager AddConnectionsTo(ControllerManager manager, ClusterCache clusters) =>
        manager.Add(new ConnectionReconciler(clusters));

    private static ClusterReconciler Clusters(ControllerManager manager, ClusterCache clusters, ClusterOptions options)
    {
        var references = References(manager);
        return new ClusterReconciler(clusters, references, options, new ClusterKubeconfig(references, new CertificateFactory(manager.Time)));
    }

    private static ReferenceTracker References(ControllerManager manager) => new(manager.Cache, Aspects.OfReferredObjects);
}
