using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class TokenPhaseTests
{
    private const string Token = "abcdef.0123456789abcdef";
    private const string Next = "uvwxyz.0123456789abcdef";

    // Fifteen minutes is a token's life: what a machine that has not joined gets of it, and what a pool does at half of it.
    [Theory]
    [InlineData(false, false, 13, "wait")]
    [InlineData(false, false, 12, "patch")]
    [InlineData(false, false, null, "create abcdef")]
    [InlineData(false, true, 13, "delete")]
    [InlineData(false, true, null, "done")]
    [InlineData(true, false, 13, "wait")]
    [InlineData(true, false, 12, "patch")]
    [InlineData(true, false, null, "renew")]
    [InlineData(true, true, 8, "wait")]
    [InlineData(true, true, 7, "renew")]
    [InlineData(true, true, null, "renew")]
    public void Decide_TokenOfAnAge_IsKeptUsable(bool pool, bool joined, int? minutesLeft, string expected)
    {
        var scope = Scope(pool, joined, minutesLeft);

        var result = TokenPhase.Decide(scope, Make.Now);

        Assert.Equal(expected, Tell(result));
        Assert.Equal(expected == "renew", TokenPhase.Renews(scope, Make.Now));
    }

    [Fact]
    public void Decide_PoolRenews_TheSpecFirstThenTokenThenData()
    {
        var effects = Assert.IsType<PhaseResult.Do>(TokenPhase.Decide(Scope(pool: true, joined: true, minutesLeft: 1), Make.Now)).Effects;

        var config = new KubeadmConfig();
        Assert.IsType<Effect.ChangeSelf<KubeadmConfig>>(effects[0]).Change(config);
        Assert.Equal(Next, config.Spec!.JoinConfiguration!.Discovery!.BootstrapToken!.Token);
        Assert.Equal("bootstrap-token-uvwxyz", (string?)Assert.IsType<Effect.Create>(effects[1]).Body["metadata"]!["name"]);
        Assert.Contains(Next, DataOf(effects[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_PoolWhoseDataNameAnotherToken_WritesThemAgain()
    {
        var scope = Scope(pool: true, joined: true, minutesLeft: 14) with { BootDataNameToken = false };

        var effect = Assert.Single(Assert.IsType<PhaseResult.Do>(TokenPhase.Decide(scope, Make.Now)).Effects);

        Assert.Contains(Token, DataOf(effect), StringComparison.Ordinal);
    }

    // Who chose a token and died has it in the spec: another one each time would never get further.
    [Fact]
    public void Decide_PoolWhoseTokenWasChosenAndNotMade_MakesThatOne()
    {
        var scope = Scope(pool: true, joined: true, minutesLeft: null) with { BootDataNameToken = false };

        var effects = Assert.IsType<PhaseResult.Do>(TokenPhase.Decide(scope, Make.Now)).Effects;

        Assert.Equal(2, effects.Length);
        Assert.Equal(BootstrapTokens.SecretOf(Token).Name, (string?)Assert.IsType<Effect.Create>(effects[0]).Body["metadata"]!["name"]);
        Assert.Contains(Token, DataOf(effects[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_TokenOfAPerson_IsLeftToHim()
    {
        var scope = Scope(pool: false, joined: true, minutesLeft: 5);
        scope.TokenSecret!.ValueOrNull!.Data["description"] = "by hand"u8.ToArray();

        Assert.Equal("done", Tell(TokenPhase.Decide(scope, Make.Now)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(14, true)]
    [InlineData(16, false)]
    [InlineData(null, false)]
    public void IsDue_MachineThatHasJoined_WhileItsTokenMayBeThere(int? minutesReady, bool due)
    {
        var scope = Scope(pool: false, joined: true, minutesLeft: 5, minutesReady);

        Assert.Equal(due, TokenPhase.IsDue(scope, Make.Now));
    }

    private static string Tell(PhaseResult result) => result switch
    {
        PhaseResult.Done => "done",
        PhaseResult.Wait { Recheck.TotalMinutes: 5 } => "wait",
        PhaseResult.Do { Effects: [Effect.Patch] } => "patch",
        PhaseResult.Do { Effects: [Effect.Delete] } => "delete",
        PhaseResult.Do { Effects: [Effect.Create create] } => "create " + ((string)create.Body["metadata"]!["name"]!)[^6..],
        PhaseResult.Do { Effects.Length: 3 } => "renew",
        _ => result.ToString(),
    };

    private static string DataOf(Effect effect) => Encoding.UTF8.GetString(Convert.FromBase64String((string)((effect switch
    {
        Effect.Patch patch => patch.Body,
        Effect.Create create => create.Body,
        _ => new JsonObject(),
    })["data"]!["value"]!)));

    private static KubeadmConfigScope Scope(bool pool, bool joined, int? minutesLeft, int? minutesReady = 1)
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true);
        var machine = scope.Owner!.ValueOrNull!;
        machine.Status!.NodeRef = joined ? new MachineNodeReference { Name = "m" } : null;
        if (minutesReady is { } minutes)
        {
            (machine.Status.Conditions = []).Set(
                MachineConditions.NodeReady, ConditionState.True("Ready"), 1, Make.Now - TimeSpan.FromMinutes(minutes));
        }

        scope.Config.Metadata.OwnerReferences = [new V1OwnerReference { ApiVersion = "cluster.x-k8s.io/v1beta2", Kind = pool ? "MachinePool" : "Machine", Name = "m" }];
        scope.Config.Status = new KubeadmConfigStatus { Initialization = new KubeadmConfigInitialization { DataSecretCreated = true } };
        scope.Config.Spec!.JoinConfiguration = new JoinConfiguration
        {
            Discovery = new Discovery { BootstrapToken = new BootstrapTokenDiscovery { Token = Token, ApiServerEndpoint = "a:1", CaCertHashes = ["sha256:00"] } },
        };
        Observed<V1Secret> secret = minutesLeft is { } left
            ? new Observed<V1Secret>.Found(
                KubeObject.From(BootstrapTokens.Body(Token, Make.Now + TimeSpan.FromMinutes(left) - BootstrapTokens.Lifetime)).To(BuiltInTypes.Secret.Json))
            : new Observed<V1Secret>.Absent();
        return scope with { TokenSecret = secret, NewToken = Next, DataSecret = new Observed<V1Secret>.Found(new V1Secret()) };
    }
}
