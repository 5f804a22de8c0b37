-- What began or ended in a stretch of time, whatever it holds: the history of the whole estate asks by time alone.

-- CreateIndex
CREATE INDEX "resource_version_valid_from_idx" ON "resource_version"("valid_from");

-- CreateIndex
CREATE INDEX "resource_version_valid_to_idx" ON "resource_version"("valid_to");
