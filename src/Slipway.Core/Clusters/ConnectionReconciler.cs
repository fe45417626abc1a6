using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Tells the cluster cache of clusters that can be connected to, by their Secret <c>&lt;cluster&gt;-kubeconfig</c>.</summary>
internal sealed class ConnectionReconciler(ClusterCache clusters) : Reconciler<Cluster, ConnectionScope>
{
    private const string SecretSuffix = "-kubeconfig";
    private const string SecretKey = "value";

    public override ResourceType<Cluster> Type => CoreTypes.Cluster;

    public override string Name => "clustercache";

    public override void Configure(ControllerConfiguration controller) => controller
        .Watches(BuiltInTypes.Secret, OfSecret)
        .Watches(CoreTypes.Machine, OfControlPlaneMachine, static m => IsProvisioned(m));

    public override async ValueTask<ConnectionScope> ObserveAsync(Cluster obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var secret = await context.Cache.GetAsync(BuiltInTypes.Secret, key with { Name = key.Name + SecretSuffix }, cancellationToken);
        var kubeconfig = ReadKubeconfig(secret);
        var machines = await context.Cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Cluster, key.ToString(), cancellationToken);
        var mayAnswer = MayAnswer([.. machines.Where(IsControlPlane)]);
        return new ConnectionScope(
            key,
            obj.Status?.Initialization?.InfrastructureProvisioned == true,
            mayAnswer,
            kubeconfig,
            kubeconfig.ValueOrNull is { } bytes && clusters.Knows(key, bytes, mayAnswer));
    }

    public override PhasePlan<ConnectionScope> Plan(ConnectionScope scope) =>
        new(PhaseOrder.Independent, [new Phase<ConnectionScope>("Connection", (s, _) => Decide(s))]);

    public override void Report(ConnectionScope scope, PassOutcome outcome, Cluster obj, DateTimeOffset now)
    {
        // The Cluster controller reports the connection.
    }

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        clusters.Forget(key);
        return ValueTask.CompletedTask;
    }

    internal PhaseResult Decide(ConnectionScope scope) => scope switch
    {
        { IsProvisioned: false } => PhaseResult.WaitFor("WaitingForInfrastructure", "Waiting for the Cluster's infrastructure to be provisioned"),
        { IsKnown: true } => PhaseResult.Completed,
        { Kubeconfig: Observed<byte[]>.Found(var kubeconfig) } => PhaseResult.Want(new Effect.Call(
            "connect",
            _ =>
            {
                clusters.Offer(scope.Cluster, kubeconfig, scope.MayAnswer);
                return ValueTask.CompletedTask;
            },
            "the cluster has a kubeconfig")),
        { Kubeconfig: Observed<byte[]>.Unknown(var code, var message) } => PhaseResult.FailWith(code, message),
        _ => PhaseResult.WaitFor("WaitingForKubeconfig", $"Waiting for Secret {scope.Cluster.Name}{SecretSuffix}"),
    };

    /// <summary>A control plane without Machines may be somebody else's; of one with Machines, one must have its machine.</summary>
    private static bool MayAnswer(IReadOnlyList<KubeObject> machines) => machines.Count == 0 || machines.Any(IsProvisioned);

    private static bool IsProvisioned(KubeObject machine) =>
        machine.View(CoreTypes.Machine.Json).Status?.Initialization?.InfrastructureProvisioned == true;

    private static bool IsControlPlane(KubeObject machine) => machine.Metadata.Labels.ContainsKey(ClusterLabels.ControlPlane);

    private static IEnumerable<ObjectKey> OfControlPlaneMachine(KubeObject machine) =>
        IsControlPlane(machine) && machine.View(CoreTypes.Machine.Json).Spec?.ClusterName is { } cluster
            ? [new ObjectKey(machine.Metadata.Namespace, cluster)]
            : [];

    private static IEnumerable<ObjectKey> OfSecret(KubeObject secret) =>
        secret.Metadata.Name.EndsWith(SecretSuffix, StringComparison.Ordinal)
            ? [new ObjectKey(secret.Metadata.Namespace, secret.Metadata.Name[..^SecretSuffix.Length])]
            : [];

    private static Observed<byte[]> ReadKubeconfig(Observed<KubeObject> secret) => secret.As(BuiltInTypes.Secret) switch
    {
        Observed<k8s.Models.V1Secret>.Found(var found) when found.Data?.TryGetValue(SecretKey, out var bytes) == true => new Observed<byte[]>.Found(bytes),
        Observed<k8s.Models.V1Secret>.Found(var found) => new Observed<byte[]>.Unknown(
            ErrorCodes.ContractViolation, $"Secret {found.Metadata.Name} has no key {SecretKey}"),
        Observed<k8s.Models.V1Secret>.Unknown(var code, var message) => new Observed<byte[]>.Unknown(code, message),
        _ => new Observed<byte[]>.Absent(),
    };
}
