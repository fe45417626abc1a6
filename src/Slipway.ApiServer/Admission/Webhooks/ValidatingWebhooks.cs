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
        var asked = relevant.Select(Task (r, index) => AskAsync(r.Webhook, r.Shown, r.Target, index, cancellationToken)).ToList();
        if (asked.Count > 0)
        {
            await Task.WhenAll(asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            foreach (var failed in asked.Where(t => !t.IsCompletedSuccessfully))
            {
                ExceptionDispatchInfo.Throw(failed.Exception?.InnerException ?? new OperationCanceledException(cancellationToken));
            }
        }
    }

    private async Task AskAsync(Webhook webhook, AdmissionSubject shown, AdmissionTarget target, int index, CancellationToken cancellationToken)
    {
        if (await _invoker.AskAsync(webhook, shown, target, mutates: false, cancellationToken) is null)
        {
            shown.Scope.Request?.Audit?.AddFailedOpen(webhook, mutates: false, round: 0, index);
        }
    }
}
