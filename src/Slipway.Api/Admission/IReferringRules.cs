namespace Slipway.Api.Admission;

/// <summary>Validation that looks at another object too.</summary>
/// <typeparam name="T">The class of the kind.</typeparam>
internal interface IReferringRules<in T>
    where T : class
{
    /// <summary>The other object; it is given to validation in <see cref="ValidationContext.Referenced"/>.</summary>
    ObjectReference? ReferenceOf(T obj);
}
