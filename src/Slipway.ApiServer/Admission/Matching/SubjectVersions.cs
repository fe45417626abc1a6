using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>Shows requests in the version that a rule names.</summary>
internal sealed class SubjectVersions(EngineCore core)
{
    /// <summary>The request with its objects in the version to be shown: converted copies, unless it is the request's own.</summary>
    public async ValueTask<AdmissionSubject> ShowAsync(
        AdmissionSubject subject, AdmissionTarget target, CancellationToken cancellationToken)
    {
        if (target.Kind == subject.Kind)
        {
            return subject;
        }

        return subject.With(
            target.Kind,
            await ConvertAsync(subject.Object, target, cancellationToken),
            await ConvertAsync(subject.OldObject, target, cancellationToken));
    }

    private async ValueTask<JsonObject?> ConvertAsync(JsonObject? obj, AdmissionTarget target, CancellationToken cancellationToken) =>
        obj is null ? null : await core.Translator.ConvertAsync(obj.Copy(), target.Resource, cancellationToken);
}
