using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.DevClusters;

namespace Slipway.Dev.Tests.DevClusters;

/// <summary>What a DevCluster gets before it is anybody's, and while it is paused.</summary>
public sealed class DevClusterReconcilerTests
{
    private readonly DevClusterReconciler _reconciler = new(null!);

    [Fact]
    public void Pass_OverOneThatNobodyOwns_WritesNothing()
    {
        var scope = Scope(new Observed<Cluster>.Absent());

        Assert.True(_reconciler.Plan(scope).KeepFinalizer);
        Assert.Null(Report(scope).Status);
    }

    [Fact]
    public void Pass_WhilePaused_GivesTheFinalizerAndSaysWhyItIsPaused()
    {
        var scope = Scope(new Observed<Cluster>.Found(new Cluster { Spec = new ClusterSpec { Paused = true } }));

        var plan = _reconciler.Plan(scope);
        Assert.False(plan.KeepFinalizer);
        Assert.Empty(plan.Phases);
        var paused = Assert.Single(Report(scope).Status!.Conditions!);
        Assert.Equal(("Paused", "Cluster spec.paused is set to true"), (paused.Type, paused.Message));
    }

    private static DevClusterScope Scope(Observed<Cluster> cluster) =>
        new(new DevCluster { Metadata = new V1ObjectMeta { Name = "demo", Uid = "u" } }, cluster, Workload: null, Clusters: null!, FreePort: null);

    private DevCluster Report(DevClusterScope scope)
    {
        _reconciler.Report(scope, new PassOutcome([]), scope.DevCluster, DateTimeOffset.UnixEpoch);
        return scope.DevCluster;
    }
}
