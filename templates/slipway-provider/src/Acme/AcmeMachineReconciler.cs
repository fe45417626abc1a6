using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Acme;

/// <summary>What a pass over an AcmeMachine decides from.</summary>
public sealed record AcmeMachineScope
{
    public required AcmeMachine Object { get; init; }

    /// <summary>Its Cluster and the Machine that it stands for; what could not be read is Unknown, and nothing is decided on it.</summary>
    public required Observed<Cluster> Cluster { get; init; }
    public required Observed<Machine> Machine { get; init; }

    /// <summary>What the machine boots from; null while it is not written.</summary>
    public byte[]? UserData { get; init; }

    public CloudMachine? InCloud { get; init; }

    public required ICloud Cloud { get; init; }

    public string CloudName => $"{Object.Metadata.NamespaceProperty}.{Object.Metadata.Name}";

    public bool IsPaused => Cluster.ValueOrNull?.Spec?.Paused == true || Object.Metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true;
}

/// <summary>Keeps AcmeMachines: each is one machine of the cloud, from its creation to its end.</summary>
public sealed class AcmeMachineReconciler(ICloud cloud) : Reconciler<AcmeMachine, AcmeMachineScope>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public override ResourceType<AcmeMachine> Type => AcmeKinds.Machine;

    public override string Name => "acmemachine-controller";

    public override string Finalizer => "infrastructure.acme.io/machine";

    public override void Configure(ControllerConfiguration controller) => controller
        .Watches(CoreTypes.Machine, machine => [machine.Key])
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, cluster => cluster.Key.ToString());

    public override async ValueTask<AcmeMachineScope> ObserveAsync(AcmeMachine obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var scope = new AcmeMachineScope
        {
            Object = obj,
            Cluster = await FindAsync(CoreTypes.Cluster, obj.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) == true ? name : null),
            Machine = await FindAsync(CoreTypes.Machine, obj.Metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == "Machine")?.Name),
            Cloud = cloud,
        };
        scope = scope with { InCloud = await cloud.FindAsync(scope.CloudName, cancellationToken) };
        if (scope.InCloud is not null || scope.Machine.ValueOrNull?.Spec?.Bootstrap?.DataSecretName is not { } secret)
        {
            return scope;
        }

        var data = await context.Client.FindAsync(BuiltInTypes.Secret, new ObjectKey(obj.Metadata.NamespaceProperty, secret), cancellationToken);
        return scope with { UserData = data?.Data?.TryGetValue("value", out var value) == true ? value : null };

        async ValueTask<Observed<T>> FindAsync<T>(ResourceType<T> type, string? named)
            where T : class, k8s.IKubernetesObject<V1ObjectMeta> => named is null
            ? new Observed<T>.Absent()
            : (await context.Cache.GetAsync(type, new ObjectKey(obj.Metadata.NamespaceProperty, named), cancellationToken)).As(type);
    }

    public override PhasePlan<AcmeMachineScope> Plan(AcmeMachineScope scope)
    {
        if (scope.IsPaused || scope.Cluster is Observed<Cluster>.Unknown || scope.Machine is Observed<Machine>.Unknown)
        {
            return new(PhaseOrder.Sequential, []) { KeepFinalizer = true };
        }

        return scope.Object.Metadata.DeletionTimestamp is null
            ? new(PhaseOrder.Sequential, [new("Machine", Create), new("ProviderID", Identify)])
            : new(PhaseOrder.Sequential, [new("Delete", Delete)]);
    }

    public static PhaseResult Create(AcmeMachineScope scope, DateTimeOffset now) => scope switch
    {
        { InCloud.IsRunning: true } => PhaseResult.Completed,
        { InCloud: not null } => PhaseResult.WaitFor("Starting", "The cloud starts the machine", Soon),
        { Cluster.ValueOrNull.Status.Initialization.InfrastructureProvisioned: not true } =>
            PhaseResult.WaitFor("WaitingForClusterInfrastructure", "Waiting for the Cluster's infrastructure to be provisioned"),
        { UserData: null } => PhaseResult.WaitFor("WaitingForBootstrapData", "Waiting for the Machine's bootstrap data"),
        _ => PhaseResult.Want(new Effect.Call(
            "create machine",
            token => scope.Cloud.CreateAsync(scope.CloudName, scope.Object.Spec?.Size ?? "small", scope.UserData, token),
            "there is none of its name")),
    };

    public static PhaseResult Identify(AcmeMachineScope scope, DateTimeOffset now) => scope.Object.Spec?.ProviderID is null
        ? PhaseResult.Want(new Effect.ChangeSelf<AcmeMachine>(m => (m.Spec ??= new()).ProviderID = $"acme://{scope.InCloud!.Id}", "the machine runs"))
        : PhaseResult.Completed;

    public static PhaseResult Delete(AcmeMachineScope scope, DateTimeOffset now) => scope.InCloud is null
        ? PhaseResult.Want(new Effect.RemoveFinalizer("the cloud has no machine of its name"))
        : PhaseResult.Want(new Effect.Call("delete machine", token => scope.Cloud.DeleteAsync(scope.CloudName, token), "its object is deleted"));

    public override void Report(AcmeMachineScope scope, PassOutcome outcome, AcmeMachine obj, DateTimeOffset now)
    {
        if (scope.IsPaused || obj.Metadata.DeletionTimestamp is not null || outcome.Phases.IsEmpty)
        {
            return;
        }

        var status = obj.Status ??= new AcmeStatus();
        AcmeReport.Fill(status, outcome, obj.Metadata.Generation, now);
        status.Addresses = scope.InCloud is { } machine ? [new MachineAddress { Type = "InternalIP", Address = machine.Address }] : null;
    }
}
