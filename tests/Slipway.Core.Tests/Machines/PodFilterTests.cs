using k8s.Models;
using Slipway.Core.Machines.Deletion;

namespace Slipway.Core.Tests.Machines;

public sealed class PodFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("DaemonSet", "Running", "Skip")]
    [InlineData("DaemonSet", "Succeeded", "Evict")]
    [InlineData("ReplicaSet", "Running", "Evict")]
    [InlineData("Node", "Running", "Skip")]
    public void Classify_ByOwner_LeavesWhatTheNodeTakesAlong(string owner, string phase, string expected)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { OwnerReferences = [new V1OwnerReference { Controller = true, Kind = owner }] },
            Status = new V1PodStatus { Phase = phase },
        };

        Assert.Equal(expected, PodFilter.Classify(pod, nodeUnreachable: false, Now).ToString());
    }

    [Theory]
    [InlineData("skip", "Running", "Skip")]
    [InlineData("wait-completed", "Running", "WaitCompleted")]
    [InlineData("WaitCompleted", "Running", "WaitCompleted")]
    [InlineData("wait-completed", "Succeeded", "Skip")]
    [InlineData("other", "Running", "Evict")]
    public void Classify_ByLabel_DoesAsAsked(string label, string phase, string expected)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["cluster.x-k8s.io/drain"] = label } },
            Status = new V1PodStatus { Phase = phase },
        };

        Assert.Equal(expected, PodFilter.Classify(pod, nodeUnreachable: false, Now).ToString());
    }

    [Theory]
    [InlineData(false, "Terminating")]
    [InlineData(true, "Skip")]
    public void Classify_Deleted_WaitsUnlessTheKubeletIsSilent(bool unreachable, string expected)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { DeletionTimestamp = Now.UtcDateTime.AddMinutes(-1) } };

        Assert.Equal(expected, PodFilter.Classify(pod, unreachable, Now).ToString());
    }

    [Fact]
    public void Message_OfManyPods_GroupsThem() => Assert.Equal(
        "Drain not completed yet (started at 2026-05-01T12:00:00Z):\n* Pods d/a, d/b, d/c, ... (1 more): deletionTimestamp set, but still not removed from the Node\n* Pod d/e: no",
        DrainMessage.Of(
            [
                .. "abcd".Select(c => new DrainPod(new("d", c.ToString()), c.ToString(), DrainBehavior.Terminating)),
                new DrainPod(new("d", "e"), "e", DrainBehavior.Evict, "no"), new DrainPod(new("d", "f"), "f", DrainBehavior.Skip),
            ],
            Now.UtcDateTime));
}
