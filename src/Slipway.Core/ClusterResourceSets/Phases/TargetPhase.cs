using Slipway.Api.Addons.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Phases;

/// <summary>
/// Brings a set's manifests to one Cluster: what was applied is written into its binding, then what is pending is applied. A crash in
/// between applies it again.
/// </summary>
internal sealed class TargetPhase(ManifestApplier applier)
{
    /// <summary>The reason while there is no connection to the Cluster.</summary>
    public const string NotConnected = "NotConnected";

    public static string NameOf(SetTarget target) => $"Cluster {target.Key.Name}";

    public Phase<ResourceSetScope> For(SetTarget target) => new(NameOf(target), (scope, _) => Decide(scope, target));

    public PhaseResult Decide(ResourceSetScope scope, SetTarget target)
    {
        // Read first, applied then: the order of the resources may matter.
        if (scope.Resources.Select(r => r.Object).OfType<Observed<KubeObject>.Unknown>().FirstOrDefault() is { } unknown)
        {
            return PhaseResult.FailWith(unknown.Code, unknown.Message);
        }

        if (target.Binding is Observed<ClusterResourceSetBinding>.Unknown(var code, var message))
        {
            return PhaseResult.FailWith(code, message);
        }

        if (scope.Resources.Any(r => r.Digest is { IsWrongType: true }))
        {
            return PhaseResult.WaitFor(ClusterResourceSetReasons.WrongSecretType, "Waiting for Secrets of the right type");
        }

        var record = BindingRecord.Of(scope, target);
        List<Effect> effects = BindingChange.Record(scope.Set, target, record.Entry) is { } change ? [change] : [];
        if (record.Pending.IsEmpty)
        {
            return PhaseResult.DoneAfter(effects);
        }

        if (target.Connection is Observed<IWorkloadCluster>.Found(var cluster))
        {
            effects.Add(applier.Apply(scope, target, cluster, record.Pending));
        }

        return effects.Count > 0
            ? PhaseResult.Want([.. effects])
            : PhaseResult.WaitFor(NotConnected, Problem(target.Connection));
    }

    private static string Problem(Observed<IWorkloadCluster> connection) => connection is Observed<IWorkloadCluster>.Unknown unknown
        ? $"waiting for the connection to the cluster: {unknown.Message}"
        : "waiting for the cluster's kubeconfig";
}
