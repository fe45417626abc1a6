using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>Asks mutating webhooks, one after the other, and patches the object with their answers.</summary>
internal sealed class MutatingWebhooks(EngineCore core)
{
    private readonly WebhookInvoker _invoker = new(core);

    /// <summary>Asks those that a request concerns.</summary>
    /// <exception cref="KubeApiException">One refuses, or could not be asked.</exception>
    public async ValueTask RunAsync(
        ImmutableArray<Webhook> webhooks, AdmissionSubject subject, Reinvocation rounds, CancellationToken cancellationToken)
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

            rounds.Asked(webhook);
        }
    }

    private static void Note(AdmissionSubject subject, Webhook webhook, Reinvocation rounds, int index, bool? changed)
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
        JsonObject patched;
        try
        {
            patched = Decode(patch.Apply(before.Copy()), before);
        }
        catch (PatchException e)
        {
            throw ApiErrors.Internal(e.Message);
        }

        if (!ReferenceEquals(shown, subject))
        {
            patched = await core.Translator.ConvertAsync(patched, subject.Resource, cancellationToken);
        }

        if (subject.Kind == subject.Resource.Kind)
        {
            Shape(patched, subject.Scope);
        }

        if (JsonNode.DeepEquals(patched, subject.Object))
        {
            return false;
        }

        subject.Object!.Become(patched);
        return true;
    }

    // A patch that makes another kind of the object is never meant.
    private JsonObject Decode(JsonNode patched, JsonObject before)
    {
        if (patched is not JsonObject result)
        {
            throw ApiErrors.Internal("couldn't get version/kind; json parse error: " + GoDecoding.NotAnObject(patched));
        }

        result.Default("apiVersion", before.Text("apiVersion"));
        result.Default("kind", before.Text("kind"));
        var (wanted, actual) = (KindOf(before), KindOf(result));
        if (actual == wanted)
        {
            return result;
        }

        throw ApiErrors.Internal(core.Registry.FindKind(actual)?.Kind == actual
            ? $"the patch makes {actual.Kind} of {actual.ApiVersion} out of {wanted.Kind} of {wanted.ApiVersion}"
            : ObjectDecoder.NotRegistered(actual, wanted));
    }

    private static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse(obj.Text("apiVersion"), obj.Text("kind"));

    private static void Shape(JsonObject patched, WriteScope scope)
    {
        try
        {
            ObjectDecoder.Shape(patched, scope);
        }
        catch (KubeApiException e) when (e.Status.Code == 400)
        {
            throw ApiErrors.Internal(ObjectDecoder.ReasonOf(e));
        }
    }
}
