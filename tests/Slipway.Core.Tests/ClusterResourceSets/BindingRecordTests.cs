using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Addons.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.ClusterResourceSets;
using Slipway.Core.ClusterResourceSets.Manifests;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.ClusterResourceSets;

/// <summary>When manifests are applied, and what a binding says of it.</summary>
public sealed class BindingRecordTests
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Theory]
    [InlineData("ApplyOnce", null, null, true)]
    [InlineData("ApplyOnce", false, "h1", true)]
    [InlineData("ApplyOnce", true, "h1", false)]
    [InlineData("ApplyOnce", true, "old", false)]
    [InlineData("Reconcile", null, null, true)]
    [InlineData("Reconcile", false, "h1", true)]
    [InlineData("Reconcile", true, "h1", false)]
    [InlineData("Reconcile", true, "old", true)]
    [InlineData(null, true, "old", false)]
    public void Pending_DependsOnStrategyAndEntry(string? strategy, bool? applied, string? hash, bool pending)
    {
        var entry = applied is null ? null : Entry(applied.Value, hash);
        var record = BindingRecord.Of(Scope(strategy), Target(entry, attempt: null));
        Assert.Equal(pending, !record.Pending.IsEmpty);
        Assert.Equal(entry is null ? [] : [entry], record.Entry.Resources ?? []);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attempt_ThatTheBindingDoesNotShow_IsRecorded(bool succeeded)
    {
        var record = BindingRecord.Of(Scope("ApplyOnce"), Target(entry: null, new Attempt("uid", "h1", Now, succeeded)));
        var entry = Assert.Single(record.Entry.Resources!);
        Assert.Equal((succeeded, "h1", "ConfigMap", "cni", (DateTime?)Now), (entry.Applied, entry.Hash, entry.Kind, entry.Name, entry.LastAppliedTime));
        Assert.Equal(!succeeded, !record.Pending.IsEmpty);
    }

    [Fact]
    public void Failure_AfterTheSameFailure_WritesNothing()
    {
        var known = Entry(applied: false, "h1");
        var record = BindingRecord.Of(Scope("Reconcile"), Target(known, new Attempt("uid", "h1", Now, Succeeded: false)));
        Assert.Same(known, Assert.Single(record.Entry.Resources!));
        Assert.Single(record.Pending);
    }

    [Fact]
    public void Attempt_OfManifestsThatHaveChangedSince_IsRecordedAndRepeated()
    {
        var record = BindingRecord.Of(Scope("Reconcile"), Target(Entry(applied: true, "h0"), new Attempt("uid", "h-before", Now, Succeeded: true)));
        Assert.Equal("h-before", Assert.Single(record.Entry.Resources!).Hash);
        Assert.Single(record.Pending);
    }

    [Fact]
    public void Resource_ThatIsMissing_IsNeitherPendingNorRecorded()
    {
        var scope = Scope("ApplyOnce") with { Resources = [new SetResource(Reference, new Observed<KubeObject>.Absent())] };
        var record = BindingRecord.Of(scope, Target(entry: null, attempt: null));
        Assert.Empty(record.Pending);
        Assert.Null(record.Entry.Resources);
    }

    private static ResourceReference Reference => new() { Kind = "ConfigMap", Name = "cni" };

    private static ResourceBinding Entry(bool applied, string? hash) =>
        new() { Kind = "ConfigMap", Name = "cni", Applied = applied, Hash = hash, LastAppliedTime = Now.AddDays(-1) };

    private static ResourceSetScope Scope(string? strategy) => new()
    {
        Set = new ClusterResourceSet
        {
            Metadata = new V1ObjectMeta { Name = "set", NamespaceProperty = "default", Uid = "set-uid" },
            Spec = new ClusterResourceSetSpec { Strategy = strategy, Resources = [Reference] },
        },
        Resources = [new SetResource(Reference, new Observed<KubeObject>.Absent()) { Digest = new ManifestDigest("h1", IsWrongType: false) }],
    };

    private static SetTarget Target(ResourceBinding? entry, Attempt? attempt) => new()
    {
        Key = new ObjectKey("default", "demo"),
        Uid = "uid",
        Binding = new Observed<ClusterResourceSetBinding>.Found(new ClusterResourceSetBinding
        {
            Spec = new ClusterResourceSetBindingSpec
            {
                ClusterName = "demo",
                Bindings = [new ResourceSetBinding { ClusterResourceSetName = "set", Resources = entry is null ? null : [entry] }],
            },
        }),
        Connection = new Observed<IWorkloadCluster>.Unknown(ErrorCodes.WorkloadClusterUnreachable, ""),
        Attempts = ImmutableArray.Create(attempt),
    };
}
