using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.Tests;

/// <summary>What an object of the provider takes over from its Cluster.</summary>
public sealed class ClusterLinksTests
{
    [Theory]
    [InlineData(false, false, "False", "NotPaused", null)]
    [InlineData(true, false, "True", "Paused", "Cluster spec.paused is set to true")]
    [InlineData(false, true, "True", "Paused", "DevCluster has the cluster.x-k8s.io/paused annotation")]
    [InlineData(true, true, "True", "Paused", "Cluster spec.paused is set to true, DevCluster has the cluster.x-k8s.io/paused annotation")]
    public void Paused_OfEachCause_NamesAllOfThem(bool byCluster, bool byAnnotation, string status, string reason, string? message)
    {
        var cluster = new Observed<Cluster>.Found(new Cluster { Spec = new ClusterSpec { Paused = byCluster } });
        var metadata = new V1ObjectMeta
        {
            Annotations = byAnnotation ? new Dictionary<string, string> { ["cluster.x-k8s.io/paused"] = "" } : null,
        };

        var state = ClusterLinks.Paused(cluster, metadata, "DevCluster");

        Assert.Equal((status, reason, message ?? ""), (state.Status.ToString(), state.Reason, state.Message ?? ""));
    }
}
