using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Ipam;
using Slipway.Core.Ipam.Phases;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Ipam;

/// <summary>When a claim gets an address, keeps it, and gives it back.</summary>
public sealed class ClaimPhasesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Claim_WithoutAPoolThatGives_Waits()
    {
        Assert.Equal("PoolNotReady", Reason(AddressPhase.Decide(Scope(pool: null))));
        Assert.Equal("PoolNotReady", Reason(AddressPhase.Decide(Scope(Pool(deleting: true)))));
        Assert.Equal("PoolExhausted", Reason(AddressPhase.Decide(Scope(Pool()))));
        var unknown = Scope(pool: null) with { Pool = new Observed<IInClusterIPPool>.Unknown(ErrorCodes.ApiUnavailable, "no answer") };
        Assert.IsType<PhaseResult.Fail>(AddressPhase.Decide(unknown));
    }

    [Fact]
    public void Address_OfAnotherOwner_IsNotTaken()
    {
        var scope = Scope(Pool()) with { Address = Address(owner: "other-uid") };
        Assert.IsType<PhaseResult.Fail>(AddressPhase.Decide(scope));
        var effects = Effects(ReleasePhase.Instance.Decide(scope, Now));
        Assert.IsType<Effect.RemoveFinalizer>(Assert.Single(effects));
    }

    [Fact]
    public void Address_ThatLostItsOwnersAndFinalizer_GetsThemBack()
    {
        var patch = Assert.IsType<Effect.Patch>(Assert.Single(Effects(AddressPhase.Decide(Scope(Pool()) with { Address = Address(owner: null) }))));
        Assert.Equal(
            """{"metadata":{"finalizers":["ipam.cluster.x-k8s.io/ProtectAddress"],"ownerReferences":[{"apiVersion":"ipam.cluster.x-k8s.io/v1beta2","kind":"IPAddressClaim","name":"c","uid":"claim-uid","controller":true,"blockOwnerDeletion":true},{"apiVersion":"ipam.cluster.x-k8s.io/v1alpha2","kind":"InClusterIPPool","name":"p","uid":"pool-uid","blockOwnerDeletion":true}],"resourceVersion":"7"}}""",
            patch.Body.ToJsonString());
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(60, 59, true)]
    [InlineData(60, 61, false)]
    public void Release_WaitsForTheGracePeriod(int grace, int secondsAgo, bool waits)
    {
        var scope = Scope(Pool(grace)) with { Address = Address("claim-uid") };
        scope.Claim.Metadata.DeletionTimestamp = Now.UtcDateTime.AddSeconds(-secondsAgo);
        var result = ReleasePhase.Instance.Decide(scope, Now);
        Assert.Equal(waits, result is PhaseResult.Wait);
        if (!waits)
        {
            Assert.Equal(["Delete", "RemoveFinalizer"], Effects(result).Select(e => e.GetType().Name));
        }
        else
        {
            // A pool that goes itself keeps nothing back.
            Assert.IsType<PhaseResult.Do>(ReleasePhase.Instance.Decide(scope with { Pool = Pool(grace, deleting: true) }, Now));
            Assert.IsType<PhaseResult.Do>(ReleasePhase.Instance.Decide(scope with { Pool = new Observed<IInClusterIPPool>.Absent() }, Now));
        }
    }

    private static string? Reason(PhaseResult result) => (result as PhaseResult.Wait)?.Reason;

    private static System.Collections.Immutable.ImmutableArray<Effect> Effects(PhaseResult result) => ((PhaseResult.Do)result).Effects;

    private static ClaimScope Scope(Observed<IInClusterIPPool>? pool) => new()
    {
        Claim = new IPAddressClaim
        {
            Metadata = new V1ObjectMeta { Name = "c", NamespaceProperty = "default", Uid = "claim-uid" },
            Spec = new IPAddressClaimSpec { PoolRef = new() { ApiGroup = "ipam.cluster.x-k8s.io", Kind = "InClusterIPPool", Name = "p" } },
        },
        PoolKey = new PoolKey(IpamTypes.InClusterIPPool, new ObjectKey("default", "p")),
        Pool = pool ?? new Observed<IInClusterIPPool>.Absent(),
    };

    private static Observed<IInClusterIPPool> Pool(int grace = 0, bool deleting = false) => new Observed<IInClusterIPPool>.Found(new InClusterIPPool
    {
        Metadata = new V1ObjectMeta { Name = "p", NamespaceProperty = "default", Uid = "pool-uid", DeletionTimestamp = deleting ? Now.UtcDateTime : null },
        Spec = new InClusterIPPoolSpec { Addresses = ["10.0.0.1"], Prefix = 24, AddressReuseGracePeriodSeconds = grace },
    });

    private static Observed<KubeObject> Address(string? owner)
    {
        var metadata = new JsonObject { ["name"] = "c", ["namespace"] = "default", ["uid"] = "address-uid", ["resourceVersion"] = "7" };
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "ipam.cluster.x-k8s.io/v1beta2", ["kind"] = "IPAddressClaim", ["name"] = "c", ["uid"] = owner, ["controller"] = true,
            });
        }

        return new Observed<KubeObject>.Found(KubeObject.From(new JsonObject { ["metadata"] = metadata, ["spec"] = new JsonObject { ["address"] = "10.0.0.1" } }));
    }
}
