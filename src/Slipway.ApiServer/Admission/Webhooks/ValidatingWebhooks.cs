using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Engine;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>Asks validating webhooks, all at once.</summary>
internal sealed class ValidatingWebhooks(EngineCore core)
{
    private readonly WebhookInvoker _invoker = new(core);

    /// <summary>Asks those that a request concerns.</summary>
    /// <exception cref="KubeApiException">One refuses, or could not be asked; of several the first by name.</exception>
    public async ValueTask RunAsync(ImmutableArray<Webhook> webhooks, AdmissionSubject subject, CancellationToken cancellationToken)
    {
        var relevant = new List<(Webhook Webhook, AdmissionSubject Shown, AdmissionTarget Target)>();
        Dictionary<AdmissionTarget, AdmissionSubject>? versions = null;
        foreach (var webhook in webhooks)
        {
            if (_invoker.Find(webhook, subject) is { } target)
            {
                if (versions?.TryGetValue(target, out var shown) is not true)
                {
                    shown = await _invoker.ShowAsync(subject, target, cancellationToken);
                    (versions ??= [])[target] = shown;
                }

                if (_invoker.Meets(webhook, shown!, target, cancellationToken))
                {
                    relevant.Add((webhook, shown!, target));
                }
            }
        }

        // None is asked before it is known of all whether they are to be.
        var asked = relevant.ConvertAll<Task>(
            r => _invoker.AskAsync(r.Webhook, r.Shown, r.Target, mutates: false, cancellationToken).AsTask());
        if (asked.Count > 0)
        {
            await Task.WhenAll(asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var failed in asked.Where(t => !t.IsCompletedSuccessfully))
            {
                ExceptionDispatchInfo.Throw(failed.Exception?.InnerException ?? new OperationCanceledException(cancellationToken));
            }
        }
    }
}
