using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Clusters;
using Slipway.Core.ClusterResourceSets.Manifests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>Brings manifests to workload clusters. An object that is refused does not keep the others from being tried.</summary>
internal sealed class ManifestApplier(AttemptJournal journal, TimeProvider time)
{
    private const int MaxTold = 3;
    private const string DefaultNamespace = "default";

    // A cluster that hangs must not hold up the others of its set for longer.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly ServedKinds _kinds = new();

    /// <summary>The effect that applies what is pending, one Secret or ConfigMap after the other.</summary>
    public Effect.Call Apply(ResourceSetScope scope, SetTarget target, IWorkloadCluster cluster, IReadOnlyList<SetResource> pending) => new(
        $"apply manifests to Cluster {target.Key}",
        token => ApplyAsync(scope, target, cluster, pending, token),
        $"{string.Join(", ", pending)} {(pending.Count == 1 ? "is" : "are")} not applied to Cluster {target.Key.Name}");

    private async ValueTask ApplyAsync(
        ResourceSetScope scope,
        SetTarget target,
        IWorkloadCluster cluster,
        IReadOnlyList<SetResource> pending,
        CancellationToken cancellationToken)
    {
        List<string> failures = [];
        ErrorCode? code = null;
        foreach (var resource in pending)
        {
            var failure = await ApplyAsync(cluster, resource, scope.Reconciles, cancellationToken);
            var attempt = new Attempt(target.Uid, resource.Digest!.Hash, time.GetUtcNow().UtcDateTime, Succeeded: failure is null);
            journal.Note(scope.Key, target.Key.Name, resource.Reference, attempt);
            if (failure is not null)
            {
                // What may succeed by itself is tried again soon, whatever else has to be corrected.
                code = code is { Retryable: true } ? code : failure.Code;
                failures.Add($"{resource}: {failure.Message}");
            }
        }

        if (code is not null)
        {
            throw new FailureException(code, Told(failures));
        }
    }

    /// <summary>Applies the manifests of one Secret or ConfigMap; gives what went wrong, or null.</summary>
    private async ValueTask<FailureException?> ApplyAsync(
        IWorkloadCluster cluster, SetResource resource, bool reconciles, CancellationToken cancellationToken)
    {
        try
        {
            var source = ((Observed<KubeObject>.Found)resource.Object).Value;
            var values = ManifestValues.Read(source, resource.Reference.Kind == ResourceKind.Secret)
                ?? throw new FailureException(ErrorCodes.InvalidSpecification, "there is nothing under data");
            List<string> refusals = [];
            foreach (var obj in ManifestReader.Read(values))
            {
                if (await ApplyAsync(cluster, obj, reconciles, cancellationToken) is { } refusal)
                {
                    refusals.Add(refusal);
                }
            }

            return refusals.Count == 0 ? null : new FailureException(ErrorCodes.ApiRefused, Told(refusals));
        }
        catch (FailureException e)
        {
            return e;
        }
    }

    /// <summary>Applies one object; gives why it was refused, or null.</summary>
    private async ValueTask<string?> ApplyAsync(
        IWorkloadCluster cluster, ManifestObject obj, bool reconciles, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RequestLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (await _kinds.FindAsync(cluster, obj.Kind, either.Token) is not { } type)
            {
                return $"{obj}: the cluster does not serve {obj.Kind.ApiVersion}, Kind={obj.Kind.Kind}";
            }

            var placed = Place(obj, type);
            await (reconciles
                ? ReplaceAsync(cluster.Client, type, placed, either.Token)
                : CreateAsync(cluster.Client, type, placed, either.Token));
            return null;
        }
        catch (KubeApiException e) when (e.Status.Code is not 401)
        {
            if (e.IsNotFound)
            {
                _kinds.Forget(cluster, obj.Kind);
            }

            return $"{obj}: {Words(e.Status)}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KubeApiException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FailureException(ErrorCodes.WorkloadClusterUnreachable, $"{obj}: the cluster did not answer");
        }
    }

    private static async Task CreateAsync(IKubeClient client, ResourceType type, ManifestObject obj, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(type, obj.Body, new WriteOptions { FieldManager = FieldManagers.Core }, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists)
        {
            // Applied once is enough, and whoever made it may have had reasons to make it otherwise.
        }
    }

    // What the manifest no longer has goes, what others have added stays.
    private static Task ReplaceAsync(IKubeClient client, ResourceType type, ManifestObject obj, CancellationToken cancellationToken) =>
        client.PatchAsync(
            type,
            new ObjectKey(obj.Namespace, obj.Name),
            KubePatch.Apply(obj.Body),
            new WriteOptions { FieldManager = FieldManagers.Core, Force = true },
            cancellationToken);

    /// <summary>The object where it belongs: without a namespace, in the default one if its kind has namespaces.</summary>
    private static ManifestObject Place(ManifestObject obj, ResourceType type)
    {
        var metadata = (JsonObject)obj.Body["metadata"]!;
        metadata.Remove("managedFields");
        if (!type.Namespaced)
        {
            metadata.Remove("namespace");
            return obj with { Namespace = "" };
        }

        var ns = obj.Namespace.Length > 0 ? obj.Namespace : DefaultNamespace;
        metadata["namespace"] = ns;
        return obj with { Namespace = ns };
    }

    /// <summary>A refusal without what it quotes of the object, which may come from a Secret.</summary>
    private static string Words(KubeStatus status)
    {
        var causes = status.Details?.Causes ?? [];
        var fields = causes.Select(c => c.Field).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxTold).ToList();
        var reason = status.Reason.Length > 0 ? status.Reason : $"status {status.Code}";
        return fields.Count == 0 ? $"refused as {reason}" : $"refused as {reason} for {string.Join(", ", fields)}";
    }

    private static string Told(List<string> problems) => problems.Count <= MaxTold
        ? string.Join("; ", problems)
        : $"{string.Join("; ", problems.Take(MaxTold))}; and {problems.Count - MaxTold} more";
}
