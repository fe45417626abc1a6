using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission;

/// <summary>Takes what admission has made of a request's object.</summary>
internal sealed class AdmittedObjects(EngineCore core)
{
    /// <summary>Puts a changed object in the place of the request's.</summary>
    /// <param name="subject">The request.</param>
    /// <param name="shown">The request as it was shown to who has changed it: maybe in another version.</param>
    /// <param name="changed">The object that he made.</param>
    /// <param name="isStrict">Whether fields that the kind does not have are refused.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    /// <returns>Whether it is another than before.</returns>
    /// <exception cref="KubeApiException">500: it cannot be read.</exception>
    public async ValueTask<bool> TakeAsync(
        AdmissionSubject subject, AdmissionSubject shown, JsonNode changed, bool isStrict, CancellationToken cancellationToken)
    {
        var next = Decode(changed, shown.Object!);
        if (!ReferenceEquals(shown, subject))
        {
            shown.Object!.Become(next.Copy());
            next = await core.Translator.ConvertAsync(next, subject.Resource, cancellationToken);
        }

        if (subject.Kind == subject.Resource.Kind)
        {
            Shape(next, subject.Scope, isStrict);
        }

        if (JsonNode.DeepEquals(next, subject.Object))
        {
            return false;
        }

        subject.Object!.Become(next);
        return true;
    }

    private static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse(obj.Text("apiVersion"), obj.Text("kind"));

    private static void Shape(JsonObject obj, WriteScope scope, bool isStrict)
    {
        try
        {
            var problems = ObjectDecoder.Shape(obj, scope);
            if (isStrict && !scope.Resource.IsCustom && problems.Count > 0)
            {
                throw ApiErrors.Internal($"strict decoding error: {string.Join(", ", problems)}");
            }
        }
        catch (KubeApiException e) when (e.Status.Code == 400)
        {
            throw ApiErrors.Internal(ObjectDecoder.ReasonOf(e));
        }
    }

    // A change that makes another kind of the object is never meant.
    private JsonObject Decode(JsonNode changed, JsonObject before)
    {
        if (changed is not JsonObject result)
        {
            throw ApiErrors.Internal("couldn't get version/kind; json parse error: " + GoDecoding.NotAnObject(changed));
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
}
