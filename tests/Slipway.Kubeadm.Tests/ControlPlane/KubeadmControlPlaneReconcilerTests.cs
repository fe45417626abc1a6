using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>When a control plane gets its finalizer, and what is done as it goes.</summary>
public sealed class KubeadmControlPlaneReconcilerTests
{
    public static TheoryData<string, bool> Clusters() => new()
    {
        { "none", true },
        { "unknown", true },
        { "paused", false },
        { "running", false },
    };

    // Workers may take long to go: what is told of the control plane's Machines is not to be old by then.
    [Theory]
    [InlineData(true, "Conditions,Deletion")]
    [InlineData(false, "Deletion")]
    public void Plan_Deleting_LooksAtTheMachinesAsLongAsTheirClusterIsThere(bool hasCluster, string expected)
    {
        var scope = Make.Scope(Make.Machine("a"));
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;
        scope = hasCluster ? scope : scope with { Cluster = new Observed<Cluster>.Absent() };

        var plan = new KubeadmControlPlaneReconciler(null!, null!, null!).Plan(scope);

        Assert.Equal(expected, string.Join(',', plan.Phases.Select(p => p.Name)));
    }

    // Its Cluster may be paused since before anybody looked at it: nothing is to be written then.
    [Theory]
    [MemberData(nameof(Clusters))]
    public void Plan_KeepsTheFinalizerBack_UntilAClusterOwnsTheControlPlane(string cluster, bool expected)
    {
        var scope = new ControlPlaneScope
        {
            Object = new KubeadmControlPlane { Metadata = new V1ObjectMeta { Name = "demo" }, Spec = new KubeadmControlPlaneSpec() },
            Cluster = cluster switch
            {
                "none" => new Observed<Cluster>.Absent(),
                "unknown" => new Observed<Cluster>.Unknown(ControllerRuntime.Errors.ErrorCodes.ApiUnavailable, "not now"),
                _ => new Observed<Cluster>.Found(new Cluster { Spec = new ClusterSpec { Paused = cluster == "paused" } }),
            },
            Now = DateTimeOffset.UnixEpoch,
        };

        Assert.Equal(expected, new KubeadmControlPlaneReconciler(null!, null!, null!).Plan(scope).KeepFinalizer);
    }
}
