using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>Asks a workload cluster to evict pods, one after the other and for a bounded time.</summary>
internal sealed class EvictionRound(IKubeClient client, RequestJournal journal, TimeProvider time, bool nodeUnreachable)
{
    private const string TimedOut = "eviction timeout of 10s reached, eviction will be retried";
    private const string NamespaceTerminating =
        "Cannot evict pod from terminating namespace: unable to create eviction (kube-controller-manager should set deletionTimestamp)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The request. A refusal is noted and no failure: disruption budgets refuse as a matter of course.</summary>
    public Effect.Call Of(ImmutableArray<DrainPod> pods, DateTimeOffset now) => new(
        "evict pods",
        cancellationToken => EvictAsync(pods, now, cancellationToken),
        $"drain: evict {NameList.Of([.. pods.Select(p => p.Key.ToString())], 5)}");

    private async ValueTask EvictAsync(ImmutableArray<DrainPod> pods, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var pod in pods)
        {
            var refusal = limit.IsCancellationRequested ? TimedOut : await EvictAsync(pod, either.Token, cancellationToken);
            journal.Note(pod.Uid, new RequestOutcome(now, refusal));
        }
    }

    private async ValueTask<string?> EvictAsync(DrainPod pod, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateSubresourceAsync(BuiltInTypes.Pod, pod.Key, "eviction", Body(pod), limited);
            return null;
        }
        catch (KubeApiException e)
        {
            return e.IsNotFound ? null : Message(e.Status);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimedOut;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.Message;
        }
    }

    private static string Message(KubeStatus refusal) => refusal switch
    {
        { Code: 429, Details.Causes: { IsDefaultOrEmpty: false } causes } =>
            $"{refusal.Message} {string.Join(',', causes.Select(c => c.Message))}",
        { Code: 403, Details.Causes: var causes } when causes.Any(c => c.Reason == "NamespaceTerminating") => NamespaceTerminating,
        _ => refusal.Message ?? $"status code {refusal.Code}",
    };

    private JsonObject Body(DrainPod pod)
    {
        var options = new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = pod.Uid } };
        if (nodeUnreachable)
        {
            // No kubelet ends the pod: the shorter its grace, the sooner it counts as gone.
            options["gracePeriodSeconds"] = 1;
        }

        return new JsonObject
        {
            ["apiVersion"] = "policy/v1",
            ["kind"] = "Eviction",
            ["metadata"] = new JsonObject { ["name"] = pod.Key.Name, ["namespace"] = pod.Key.Namespace },
            ["deleteOptions"] = options,
        };
    }
}
