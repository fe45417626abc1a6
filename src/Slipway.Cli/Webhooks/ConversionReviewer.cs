using System.Text.Json.Nodes;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Webhooks;

/// <summary>Answers the ConversionReviews by which a real Kubernetes asks for objects in another version.</summary>
internal sealed class ConversionReviewer(InProcessConversion conversion)
{
    /// <summary>Where the reviews come to, as upstream's.</summary>
    public const string Path = "/convert";

    /// <summary>The review with its answer: all objects in their order, or why one of them cannot be had.</summary>
    /// <param name="review">The review as it came.</param>
    /// <param name="cancellationToken">Ends the reading of definitions.</param>
    /// <exception cref="FormatException">It is no review that could be answered; the message says what is missing.</exception>
    public async Task<JsonObject> AnswerAsync(JsonObject review, CancellationToken cancellationToken)
    {
        var request = review["request"] as JsonObject ?? throw new FormatException("the review has no request");
        var wanted = request["desiredAPIVersion"].AsText() ?? throw new FormatException("the request has no desiredAPIVersion");
        var objects = request["objects"] as JsonArray ?? throw new FormatException("the request has no objects");
        var response = new JsonObject { ["uid"] = request["uid"]?.DeepClone() };
        try
        {
            var converted = await conversion.ConvertAsync([.. objects.Select(Checked)], wanted, cancellationToken);
            response["convertedObjects"] = new JsonArray([.. converted]);
            response["result"] = new JsonObject { ["status"] = "Success" };
        }
        catch (Exception e) when (e is KubeApiException or NotSupportedException or FormatException)
        {
            response["result"] = new JsonObject { ["status"] = "Failure", ["message"] = e.Message };
        }

        return new JsonObject { ["kind"] = "ConversionReview", ["apiVersion"] = "apiextensions.k8s.io/v1", ["response"] = response };
    }

    // The review's own objects are left in it: each becomes the converter's.
    private static JsonObject Checked(JsonNode? node, int index) =>
        node is JsonObject obj && obj["apiVersion"].AsText() is not null && obj["kind"].AsText() is not null
            ? (JsonObject)obj.DeepClone()
            : throw new FormatException($"objects[{index}] has no apiVersion or no kind");
}
