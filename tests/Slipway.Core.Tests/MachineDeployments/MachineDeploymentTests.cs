using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineDeployments;
using Slipway.Core.MachineDeployments.Rollout;
using Slipway.Core.Tests.MachineSets;

namespace Slipway.Core.Tests.MachineDeployments;

public sealed class MachineDeploymentTests
{
    [Fact]
    public void Align_OldSet_FollowsInPlaceButKeepsItsTemplateAndRevision()
    {
        var scope = Scope();
        var old = scope.Sets[0];
        scope.Deployment.Spec!.Template!.Spec!.Deletion = new() { NodeDrainTimeoutSeconds = 30 };
        scope.Deployment.Spec.Template.Metadata!.Labels!["team"] = "red";
        scope.Deployment.Metadata.Annotations = new Dictionary<string, string> { ["note"] = "n" };

        SetFactory.Align(old, scope, replicas: 2, isCurrent: false);

        Assert.Equal(30, old.Spec!.Template!.Spec!.Deletion!.NodeDrainTimeoutSeconds);
        Assert.Equal("v1.30.0", old.Spec.Template.Spec.Version);
        Assert.Equal("red", old.Spec.Template.Metadata!.Labels!["team"]);
        Assert.Equal("1-aaaaa", old.Spec.Template.Metadata.Labels["machine-template-hash"]);
        Assert.Equal("n", old.Metadata.Annotations["note"]);
        Assert.Equal("1", old.Metadata.Annotations["machinedeployment.clusters.x-k8s.io/revision"]);
    }

    [Fact]
    public void Align_SetWhoseTemplateIsTheNewestAgain_GetsANewRevision()
    {
        var scope = Scope();
        var undone = scope with { Current = scope.Sets[0] };

        SetFactory.Align(undone.Current, undone, replicas: 2, isCurrent: true);

        Assert.Equal("3", undone.Current.Metadata.Annotations["machinedeployment.clusters.x-k8s.io/revision"]);
        Assert.Equal("1", undone.Current.Metadata.Annotations["machinedeployment.clusters.x-k8s.io/revision-history"]);
    }

    [Theory]
    [InlineData("3:3", "1:1", 3, 1, "3 1")]
    [InlineData("2:2", "2:2", 8, 1, "4 5")]
    [InlineData("4:4", "2:2", 3, 0, "2 1")]
    [InlineData("1:1", "3:3", 3, 1, "0 3")]
    [InlineData("3:3", null, 5, 1, "5")]
    public void Paused_ScalesInProportionAndKeepsTheSurge(string old, string? current, int replicas, int surge, string expected)
    {
        var sets = new[] { old, current }.OfType<string>().Select((s, i) => Set(i, s)).ToList();

        var plan = PausedScaling.Plan(new RolloutGoal(replicas, surge, 0), sets[^1], sets.SkipLast(1));

        Assert.Equal(expected, string.Join(' ', sets.Select(s => plan.Replicas[s.Name])));
    }

    private static RolloutSet Set(int index, string counts)
    {
        var numbers = counts.Split(':').Select(int.Parse).ToArray();
        return new RolloutSet($"s{index}", numbers[0], numbers[0], numbers[1], SetScopes.Now.AddHours(index));
    }

    private static MachineDeploymentScope Scope()
    {
        var sets = new[] { (Name: "a", Revision: "1", Version: "v1.30.0"), (Name: "b", Revision: "2", Version: "v1.31.0") }.Select(s => new MachineSet
        {
            Metadata = new V1ObjectMeta
            {
                Name = s.Name,
                NamespaceProperty = "default",
                Labels = new Dictionary<string, string> { ["machine-template-hash"] = $"{s.Revision}-aaaaa" },
                Annotations = new Dictionary<string, string> { ["machinedeployment.clusters.x-k8s.io/revision"] = s.Revision },
            },
            Spec = new MachineSetSpec { ClusterName = "demo", Replicas = 2, Template = new MachineTemplateSpec { Spec = new MachineSpec { Version = s.Version } } },
        }).ToArray();
        return new MachineDeploymentScope
        {
            Deployment = new MachineDeployment
            {
                Metadata = new V1ObjectMeta { Name = "md", NamespaceProperty = "default" },
                Spec = new MachineDeploymentSpec
                {
                    ClusterName = "demo",
                    Replicas = 2,
                    Template = new MachineTemplateSpec { Metadata = new() { Labels = [] }, Spec = new MachineSpec { Version = "v1.31.0" } },
                },
            },
            Cluster = new Observed<Cluster>.Absent(),
            Sets = [.. sets],
            Current = sets[1],
        };
    }
}
