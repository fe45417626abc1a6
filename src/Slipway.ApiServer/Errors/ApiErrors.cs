using System.Collections.Immutable;
using System.Globalization;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Errors;

/// <summary>The refusals of kube-apiserver, in its words.</summary>
internal static class ApiErrors
{
    public const string PageNotFoundText = "404 page not found";

    private const int MaxErrorsLength = 1 << 20;

    public static KubeApiException NoSuchResource() =>
        Of(404, StatusReason.NotFound, "the server could not find the requested resource", new StatusDetails());

    /// <summary>No route takes the path. It is answered in plain text, as kube-apiserver's delegates of custom resources do.</summary>
    public static KubeApiException PageNotFound() => Of(404, StatusReason.NotFound, PageNotFoundText);

    public static KubeApiException MethodNotAllowed() =>
        Of(405, StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    /// <summary>A verb that a subresource of a custom resource does not have.</summary>
    public static KubeApiException NotSupported(ResourceInfo resource, string verb) => Of(
        405,
        StatusReason.MethodNotAllowed,
        $"{verb} is not supported on resources of kind \"{resource.GroupResource}\"",
        new StatusDetails { Group = resource.Kind.Group, Kind = resource.Plural });

    /// <summary>A verb that a custom resource does not take while its definition is being deleted.</summary>
    public static KubeApiException NotWhileTerminating(ResourceInfo resource, string verb) => Of(
        405,
        StatusReason.MethodNotAllowed,
        $"{verb} not allowed while custom resource definition is terminating",
        new StatusDetails { Group = resource.Kind.Group, Kind = resource.Plural });

    public static KubeApiException NotFound(ResourceInfo resource, string name) => NotFound(resource.Kind.Group, resource.Plural, name);

    public static KubeApiException NotFound(string group, string plural, string name) =>
        Of(404, StatusReason.NotFound, $"{ResourceInfo.GroupResourceOf(group, plural)} \"{name}\" not found", Details(group, plural, name));

    public static KubeApiException AlreadyExists(ResourceInfo resource, string name, bool isBeingDeleted) => Of(
        409,
        StatusReason.AlreadyExists,
        $"{(isBeingDeleted ? "object is being deleted: " : "")}{resource.GroupResource} \"{name}\" already exists",
        DetailsOf(resource, name));

    public static KubeApiException GenerateNameConflict(ResourceInfo resource, string name) =>
        Of(
            409,
            StatusReason.AlreadyExists,
            $"{resource.GroupResource} \"{name}\" already exists, the server was not able to generate a unique name for the object",
            DetailsOf(resource, name) with { RetryAfterSeconds = 1 });

    public static KubeApiException Modified(ResourceInfo resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static KubeApiException Conflict(ResourceInfo resource, string name, string what) =>
        Of(409, StatusReason.Conflict, $"Operation cannot be fulfilled on {resource.GroupResource} \"{name}\": {what}", DetailsOf(resource, name));

    /// <summary>A precondition of a deletion failed. kube-apiserver names the kind here, not the resource.</summary>
    public static KubeApiException DeletionConflict(ResourceInfo resource, string name, string what) =>
        Of(
            409,
            StatusReason.Conflict,
            $"Operation cannot be fulfilled on {resource.Kind.GroupKind} \"{name}\": {what}",
            Details(resource.Kind.Group, resource.Kind.Kind, name));

    public static KubeApiException BadRequest(string message) => Of(400, StatusReason.BadRequest, message);

    public static KubeApiException Forbidden(ResourceInfo resource, string name, string why, params ImmutableArray<StatusCause> causes) =>
        Of(
            403,
            StatusReason.Forbidden,
            name.Length == 0 ? $"{resource.GroupResource} is forbidden: {why}" : $"{resource.GroupResource} \"{name}\" is forbidden: {why}",
            DetailsOf(resource, name) with { Causes = causes });

    /// <summary>A policy refuses a request; it chooses the reason.</summary>
    public static KubeApiException DeniedByPolicy(ResourceInfo resource, string name, string why, string reason)
    {
        var code = reason switch
        {
            StatusReason.Forbidden => 403,
            StatusReason.Unauthorized => 401,
            StatusReason.RequestEntityTooLarge => 413,
            _ => 422,
        };
        var details = DetailsOf(resource, name) with { Causes = [new StatusCause(Reason: null, why, Field: null)] };
        return Of(code, reason, $"{resource.GroupResource} \"{name}\" is forbidden: {why}", details);
    }

    /// <summary>Policies that change objects could not be applied; the first says why, and chooses the reason.</summary>
    public static KubeApiException DeniedByMutation(ResourceInfo resource, string name, string reason, IReadOnlyList<string> why) => Of(
        403, reason, why[0], DetailsOf(resource, name) with { Causes = [.. why.Select(w => new StatusCause(Reason: null, w, Field: null))] });

    /// <summary>An object with fields that are wrong. Of more than a mebibyte of errors the rest is only counted.</summary>
    public static KubeApiException Invalid(GroupKind kind, string name, IReadOnlyList<FieldError> errors)
    {
        // An error is as long as its rule's text however short the value is, and a body has room for half a million of them.
        var causes = ImmutableArray.CreateBuilder<StatusCause>();
        for (var length = 0; causes.Count < errors.Count && length < MaxErrorsLength;)
        {
            var error = errors[causes.Count];
            causes.Add(new StatusCause(error.Reason, error.Message, error.Field));
            length += error.Field.Length + causes[^1].Message!.Length;
        }

        var distinct = causes.Select(c => $"{c.Field}: {c.Message}").Distinct(StringComparer.Ordinal).ToList();
        if (causes.Count < errors.Count)
        {
            distinct.Add($"and {errors.Count - causes.Count} more");
        }

        var text = distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
        return Of(
            422,
            StatusReason.Invalid,
            $"{kind} \"{name}\" is invalid: {text}",
            Details(kind.Group, kind.Kind, name) with { Causes = causes.DrainToImmutable() });
    }

    public static KubeApiException InvalidOptions(string kind, params IReadOnlyList<FieldError> errors) =>
        Invalid(new GroupKind("meta.k8s.io", kind), "", errors);

    /// <summary>A patch that does not fit the object. What is wrong with it is not told.</summary>
    public static KubeApiException RejectedPatch() =>
        Of(422, StatusReason.Invalid, "the server rejected our request due to an error in our request", new StatusDetails());

    /// <summary>A patch that makes of the object what cannot be decoded.</summary>
    /// <param name="value">What it makes, or the patch.</param>
    /// <param name="why">What is wrong with it.</param>
    public static KubeApiException InvalidPatch(string value, string why) =>
        Invalid(new GroupKind("", ""), "", [FieldError.Invalid("patch", value, why)]);

    /// <summary>A request that is too large in some other way than by its bytes.</summary>
    public static KubeApiException TooLarge(string why) =>
        Of(413, StatusReason.RequestEntityTooLarge, $"Request entity too large: {why}");

    public static KubeApiException UnsupportedCustomPatch() => Of(
        415,
        StatusReason.UnsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
        + "application/merge-patch+json, application/apply-patch+yaml");

    /// <summary>An error that kube-apiserver does not classify: code 500 and no reason.</summary>
    public static KubeApiException Unclassified(string message) => Of(500, "", message);

    /// <summary>A failure that is the server's, or that of somebody it asked.</summary>
    public static KubeApiException Internal(string message) =>
        Of(500, StatusReason.InternalError, $"Internal error occurred: {message}", new StatusDetails
        {
            Causes = [new StatusCause(Reason: null, message, Field: null)],
        });

    public static KubeApiException Expired(string message) => Of(410, StatusReason.Expired, message);

    /// <summary>The pages of one list are not kept any more; the answer brings a token that goes on at the newest state.</summary>
    public static KubeApiException ExpiredContinue(string inconsistentToken) => new(new KubeStatus(
        410,
        StatusReason.Expired,
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue "
        + "parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided "
        + "token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was "
        + "returned and now may show up in the list.")
    {
        Continue = inconsistentToken,
    });

    public static KubeApiException TooLargeResourceVersion(long wanted, long current) =>
        Of(
            504,
            StatusReason.Timeout,
            string.Create(CultureInfo.InvariantCulture, $"Timeout: Too large resource version: {wanted}, current: {current}"),
            new StatusDetails
            {
                Causes = [new StatusCause("ResourceVersionTooLarge", "Too large resource version", Field: null)],
                RetryAfterSeconds = 1,
            });

    public static KubeApiException ApplyConflict(ApplyResult result) =>
        Of(409, StatusReason.Conflict, result.ConflictMessage, new StatusDetails
        {
            Causes = [.. result.Conflicts.Select(c => new StatusCause(FieldConflict.Reason, c.Message, c.Field))],
        });

    public static KubeApiException TooManyRequests(string message, ImmutableArray<StatusCause> causes, int retryAfterSeconds) =>
        Of(429, StatusReason.TooManyRequests, message, new StatusDetails { Causes = causes, RetryAfterSeconds = retryAfterSeconds });

    public static KubeApiException Unavailable(string message) => Of(503, StatusReason.ServiceUnavailable, message);

    private static StatusDetails DetailsOf(ResourceInfo resource, string name) => Details(resource.Kind.Group, resource.Plural, name);

    private static StatusDetails Details(string group, string kind, string name) => new()
    {
        Name = name.Length == 0 ? null : name,
        Group = group.Length == 0 ? null : group,
        Kind = kind,
    };

    private static KubeApiException Of(int code, string reason, string message, StatusDetails? details = null) =>
        new(new KubeStatus(code, reason, message) { Details = details });
}
