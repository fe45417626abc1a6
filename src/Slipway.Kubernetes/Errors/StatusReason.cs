namespace Slipway.Kubernetes.Errors;

/// <summary>The machine-readable reasons of a failed request (<c>metav1.StatusReason</c>).</summary>
public static class StatusReason
{
    /// <summary>401: who asks is not known.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>403: who asks may not.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>404: no such object or resource.</summary>
    public const string NotFound = "NotFound";

    /// <summary>409: an object of that name exists.</summary>
    public const string AlreadyExists = "AlreadyExists";

    /// <summary>409: the object has changed since it was read, or another manager owns a field.</summary>
    public const string Conflict = "Conflict";

    /// <summary>410: the resourceVersion asked for is not kept any more (lists).</summary>
    public const string Expired = "Expired";

    /// <summary>410: the resourceVersion asked for is not kept any more (watches).</summary>
    public const string Gone = "Gone";

    /// <summary>422: the object breaks rules; the causes name the fields.</summary>
    public const string Invalid = "Invalid";

    /// <summary>500 with retry advice: the server could not finish in time.</summary>
    public const string ServerTimeout = "ServerTimeout";

    /// <summary>504: the request took too long.</summary>
    public const string Timeout = "Timeout";

    /// <summary>429: too many requests; try again after the time named.</summary>
    public const string TooManyRequests = "TooManyRequests";

    /// <summary>400: the request makes no sense.</summary>
    public const string BadRequest = "BadRequest";

    /// <summary>405: the resource does not know the verb.</summary>
    public const string MethodNotAllowed = "MethodNotAllowed";

    /// <summary>406: no representation the client accepts.</summary>
    public const string NotAcceptable = "NotAcceptable";

    /// <summary>413: the body is larger than the server takes.</summary>
    public const string RequestEntityTooLarge = "RequestEntityTooLarge";

    /// <summary>415: the body is of a type the server does not read.</summary>
    public const string UnsupportedMediaType = "UnsupportedMediaType";

    /// <summary>500: the server failed.</summary>
    public const string InternalError = "InternalError";

    /// <summary>503: not ready to serve.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";
}
