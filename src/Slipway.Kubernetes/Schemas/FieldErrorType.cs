namespace Slipway.Kubernetes.Schemas;

/// <summary>Why a field was refused; the same distinctions as a Kubernetes Status cause makes.</summary>
public enum FieldErrorType
{
    /// <summary>The value is malformed or out of bounds.</summary>
    Invalid,

    /// <summary>The value has another JSON type, or another format, than its schema asks for.</summary>
    TypeInvalid,

    /// <summary>A value that must be given is absent.</summary>
    Required,

    /// <summary>The value is not one of an enumeration.</summary>
    NotSupported,

    /// <summary>A value that must be unique occurs twice.</summary>
    Duplicate,

    /// <summary>The value would be fine elsewhere or at another time, but not here and now.</summary>
    Forbidden,

    /// <summary>A string is longer than allowed.</summary>
    TooLong,

    /// <summary>A list or map has more entries than allowed.</summary>
    TooMany,

    /// <summary>Something that the value refers to does not exist.</summary>
    NotFound,

    /// <summary>The check itself failed.</summary>
    InternalError,
}
