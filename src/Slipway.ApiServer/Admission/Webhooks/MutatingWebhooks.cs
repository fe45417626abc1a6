using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>Asks mutating webhooks, one after the other, and patches the object with their answers.</summary>
internal sealed class MutatingWebhooks(EngineCore core)
{
    private readonly WebhookInvoker _invoker = new(core);
    private readonly AdmittedObjects _objects = new(core);

    /// <summary>Asks those that a request concerns.</summary>
    /// <exception cref="KubeApiException">One refuses, or could not be asked.</exception>
    public async ValueTask RunAsync(
        ImmutableArray<Webhook> webhooks, AdmissionSubject subject, Reinvocation<Webhook> rounds, CancellationToken cancellationToken)
    {
        for (var index = 0; index < webhooks.Length; index++)
        {
            var webhook = webhooks[index];
            if (_invoker.Find(webhook, subject) is not { } target || rounds.Skips(webhook))
            {
                continue;
            }

            var shown = await _invoker.ShowAsync(subject, target, cancellationToken);
            if (!_invoker.Meets(webhook, shown, target, cancellationToken))
            {
                continue;
            }

            bool? changed = false;
            try
            {
                changed = await AskAsync(webhook, subject, shown, target, cancellationToken);
            }
            finally
            {
                Note(subject, webhook, rounds, index, changed);
            }

            if (changed == true)
            {
                rounds.Changed();
            }

            rounds.Asked(webhook, webhook.Reinvokes);
        }
    }

    private static void Note(AdmissionSubject subject, Webhook webhook, Reinvocation<Webhook> rounds, int index, bool? changed)
    {
        if (subject.Scope.Request?.Audit is not { } notes)
        {
            return;
        }

        var round = rounds.IsSecondRound ? 1 : 0;
        notes.AddMutation(webhook, round, index, changed == true);
        if (changed is null)
        {
            notes.AddFailedOpen(webhook, mutates: true, round, index);
        }
    }

    // Whether the object has changed; null when the webhook could not be asked.
    private async ValueTask<bool?> AskAsync(
        Webhook webhook, AdmissionSubject subject, AdmissionSubject shown, AdmissionTarget target, CancellationToken cancellationToken)
    {
        if (await _invoker.AskAsync(webhook, shown, target, mutates: true, cancellationToken) is not { } answer)
        {
            return null;
        }

        JsonPatch patch;
        try
        {
            if (answer.Patch() is not { } written)
            {
                return false;
            }

            patch = JsonPatch.Parse(written);
        }
        catch (Exception e) when (e is WebhookCallException or PatchException)
        {
            _invoker.PassOrFail(webhook, e.Message);
            return null;
        }

        if (shown.Object is not { } obj)
        {
            throw ApiErrors.Internal(
                $"admission webhook {GoText.Quote(webhook.Name)} attempted to modify the object, "
                + "which is not supported for this operation");
        }

        return await PatchAsync(subject, shown, obj, patch, cancellationToken);
    }

    private async ValueTask<bool> PatchAsync(
        AdmissionSubject subject, AdmissionSubject shown, JsonObject before, JsonPatch patch, CancellationToken cancellationToken)
    {
        JsonNode patched;
        try
        {
            patched = patch.Apply(before.Copy());
        }
        catch (PatchException e)
        {
            throw ApiErrors.Internal(e.Message);
        }

        return await _objects.TakeAsync(subject, shown, patched, isStrict: false, cancellationToken);
    }
}
