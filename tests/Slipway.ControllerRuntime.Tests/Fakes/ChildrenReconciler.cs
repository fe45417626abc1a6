using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>A small but whole controller: as many ConfigMaps as a Deployment says, a label, a status, and an orderly end.</summary>
internal sealed class ChildrenReconciler : Reconciler<V1Deployment, ChildrenScope>
{
    public const string TheFinalizer = "test.slipway.dev/children";

    public override ResourceType<V1Deployment> Type => BuiltInTypes.Deployment;

    public override string Name => "children-controller";

    public override string? Finalizer => TheFinalizer;

    public override void Configure(ControllerConfiguration controller) => controller.Owns(BuiltInTypes.ConfigMap);

    public override async ValueTask<ChildrenScope> ObserveAsync(
        V1Deployment obj, ObserveContext context, CancellationToken cancellationToken) =>
        new(obj, await context.Cache.ListByIndexAsync(BuiltInTypes.ConfigMap, ObjectIndexes.Owner, obj.Uid(), cancellationToken));

    public override PhasePlan<ChildrenScope> Plan(ChildrenScope scope) => scope.Parent.Metadata.DeletionTimestamp is null
        ? new(PhaseOrder.Independent, [new("Label", Label), new("Children", Children)])
        : new(PhaseOrder.Sequential, [new("DeleteChildren", DeleteChildren), new("LetGo", LetGo)]);

    public override void Report(ChildrenScope scope, PassOutcome outcome, V1Deployment obj, DateTimeOffset now)
    {
        obj.Status ??= new V1DeploymentStatus();
        obj.Status.Replicas = scope.Children.Count;
        obj.Status.ObservedGeneration = obj.Metadata.Generation;
    }

    private static PhaseResult Label(ChildrenScope scope, DateTimeOffset now) => scope.Parent.GetLabel("seen") == "yes"
        ? PhaseResult.Completed
        : PhaseResult.Want(new Effect.ChangeSelf<V1Deployment>(static d => d.SetLabel("seen", "yes"), "it is seen"));

    private PhaseResult Children(ChildrenScope scope, DateTimeOffset now)
    {
        var wanted = Enumerable.Range(0, scope.Parent.Spec.Replicas ?? 0)
            .Select(i => $"{scope.Parent.Name()}-{i.ToString(CultureInfo.InvariantCulture)}").ToHashSet();
        var effects = new List<Effect>();
        foreach (var child in scope.Children.Where(c => !wanted.Remove(c.Metadata.Name) && !c.IsDeleting))
        {
            effects.Add(Delete(child));
        }

        effects.AddRange(wanted.Order(StringComparer.Ordinal).Select(name => Create(scope.Parent, name)));
        return effects.Count == 0 ? PhaseResult.Completed : PhaseResult.Want([.. effects]);
    }

    private static PhaseResult DeleteChildren(ChildrenScope scope, DateTimeOffset now)
    {
        if (scope.Children.Count == 0)
        {
            return PhaseResult.Completed;
        }

        return scope.Children.Any(c => !c.IsDeleting)
            ? PhaseResult.Want([.. scope.Children.Where(c => !c.IsDeleting).Select(Delete)])
            : PhaseResult.WaitFor("ChildrenDeleting", "children are being deleted");
    }

    private static PhaseResult LetGo(ChildrenScope scope, DateTimeOffset now) => PhaseResult.Want(new Effect.RemoveFinalizer("no child is left"));

    private static Effect Delete(KubeObject child) =>
        new Effect.Delete(BuiltInTypes.ConfigMap, child.Key, child.Metadata.Uid, "it is not wanted any more");

    private Effect Create(V1Deployment parent, string name)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = parent.Namespace() } };
        OwnerReferences.Add(body, OwnerReferences.Controller(Type, parent.Metadata));
        return new Effect.Create(BuiltInTypes.ConfigMap, body, "it is missing");
    }
}
