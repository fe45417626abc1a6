using System.Text.Json.Nodes;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Authorization.Reviews;

/// <summary>A resource that is never stored: its creation is a question, and what comes back is the answer.</summary>
internal interface IVirtualResource
{
    /// <summary>Answers.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="body">The body, decoded; becomes the answer's own.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="KubeApiException">The question is refused.</exception>
    ValueTask<JsonObject> AnswerAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken);
}
